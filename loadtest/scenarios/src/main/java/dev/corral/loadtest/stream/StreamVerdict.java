package dev.corral.loadtest.stream;

/// What a check of a stream came to.
public sealed interface StreamVerdict {
    /// Every promise held.
    record Whole(StreamTally tally) implements StreamVerdict {}

    /// A promise was broken; what follows the first fault was not looked at.
    ///
    /// @param line where, from 1; one beyond the last when the end is missing
    /// @param fault what, with the value and what was expected
    record Broken(long line, String fault) implements StreamVerdict {
        @Override
        public String toString() {
            return "line " + line + ": " + fault;
        }
    }
}

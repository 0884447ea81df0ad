package dev.corral.server.job;

/// What a job does with its items.
public enum JobKind implements Word {
    FETCH,
    LIST,
    PIPELINE;

    /// The kind that a word of a document names.
    ///
    /// @throws IllegalArgumentException if there is no such word
    public static JobKind of(String word) {
        for (JobKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no kind of job");
    }
}

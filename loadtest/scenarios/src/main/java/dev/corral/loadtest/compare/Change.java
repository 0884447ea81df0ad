package dev.corral.loadtest.compare;

/// What became of a figure from one side to the other.
public enum Change {
    NONE("no difference"),
    BETTER("better"),
    WORSE("WORSE"),
    /// Each run of the first side has it, and not each of the second: what it measures does not happen any more.
    GONE("GONE"),
    /// The first side has nothing to compare with, or either has too little.
    UNKNOWN("not judged");

    private final String word;

    Change(String word) {
        this.word = word;
    }

    boolean isWorse() {
        return this == WORSE || this == GONE;
    }

    @Override
    public String toString() {
        return word;
    }
}

package dev.corral.server.store;

/// Where a stored job stands.
public enum StoredState {
    QUEUED("queued"),
    RUNNING("running"),
    PAUSED("paused"),
    CANCELLING("cancelling"),
    ENDED("ended");

    private final String word;

    StoredState(String word) {
        this.word = word;
    }

    /// As the API and the file spell it.
    public String word() {
        return word;
    }

    static StoredState of(String word) {
        for (StoredState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalStateException("the store holds a job in state '" + word + "', which nobody wrote");
    }
}

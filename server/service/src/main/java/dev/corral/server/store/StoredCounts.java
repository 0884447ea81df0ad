package dev.corral.server.store;

/// Items of a job by outcome.
public record StoredCounts(long ok, long failed, long cancelled, long notStarted, long unknown, long deduped) {
    public static final StoredCounts NONE = new StoredCounts(0, 0, 0, 0, 0, 0);

    /// All of them.
    public long sum() {
        return ok + failed + cancelled + notStarted + unknown + deduped;
    }
}

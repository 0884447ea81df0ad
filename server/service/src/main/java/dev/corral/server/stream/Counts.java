package dev.corral.server.stream;

/// Items by outcome. In an `end` record the outcomes add up to the total, always.
public record Counts(long total, long ok, long failed, long cancelled, long notStarted, long unknown, long deduped) {
    /// Items that have come to an end.
    public long done() {
        return ok + failed + cancelled + notStarted + unknown + deduped;
    }
}

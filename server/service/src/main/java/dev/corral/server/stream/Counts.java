package dev.corral.server.stream;

/// Items by outcome. In an `end` record the outcomes add up to the total, always.
public record Counts(long total, long ok, long failed, long cancelled, long notStarted, long unknown, long deduped) {
    /// Items that have come to an end.
    public long done() {
        return ok + failed + cancelled + notStarted + unknown + deduped;
    }

    /// The same, with so many items more that ended so.
    public Counts plus(Outcome outcome, long items) {
        return switch (outcome) {
            case OK -> new Counts(total, ok + items, failed, cancelled, notStarted, unknown, deduped);
            case FAILED -> new Counts(total, ok, failed + items, cancelled, notStarted, unknown, deduped);
            case CANCELLED -> new Counts(total, ok, failed, cancelled + items, notStarted, unknown, deduped);
            case NOT_STARTED -> new Counts(total, ok, failed, cancelled, notStarted + items, unknown, deduped);
            case UNKNOWN -> new Counts(total, ok, failed, cancelled, notStarted, unknown + items, deduped);
            case DEDUPED -> new Counts(total, ok, failed, cancelled, notStarted, unknown, deduped + items);
        };
    }
}

package dev.corral.server.job;

/// How many items run at once.
///
/// @param max in the whole job
/// @param perHost against one origin
public record Concurrency(int max, int perHost) {
    public Concurrency {
        JobOptions.CONCURRENCY_MAX.require(max);
        JobOptions.PER_HOST.require(perHost);
    }

    static Concurrency of(Values values) {
        return new Concurrency(values.get(JobOptions.CONCURRENCY_MAX), values.get(JobOptions.PER_HOST));
    }

    View view() {
        return new View().with(JobOptions.CONCURRENCY_MAX, max).with(JobOptions.PER_HOST, perHost);
    }
}

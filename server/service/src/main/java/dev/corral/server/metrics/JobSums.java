package dev.corral.server.metrics;

import java.util.concurrent.atomic.AtomicLong;

/// What running jobs come to. Filled by one thread.
public final class JobSums {
    private final EnumTable<JobGauge, AtomicLong> sums = new EnumTable<>(JobGauge.class, gauge -> new AtomicLong());

    public void add(JobGauge gauge, long more) {
        var _ = sums.get(gauge).addAndGet(more);
    }

    long of(JobGauge gauge) {
        return sums.get(gauge).get();
    }
}

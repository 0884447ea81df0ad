package dev.corral.server.cli.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up how items ended. Thread-safe.
final class Tally {
    @GuardedBy("this")
    private final SortedMap<String, Long> byOutcome = new TreeMap<>();

    @GuardedBy("this")
    private final SortedMap<String, Long> failures = new TreeMap<>();

    @GuardedBy("this")
    private final Latencies latencies = new Latencies();

    @GuardedBy("this")
    private long attempts;

    @GuardedBy("this")
    private long done;

    synchronized void add(String outcome, long items) {
        byOutcome.merge(outcome, items, Long::sum);
        done += items;
    }

    synchronized void failed(String errorKind) {
        failures.merge(errorKind, 1L, Long::sum);
    }

    /// What an item that ran took.
    synchronized void took(long itemAttempts, long millis) {
        attempts += itemAttempts;
        latencies.record(millis);
    }

    synchronized long done() {
        return done;
    }

    synchronized long notOk() {
        return done - byOutcome.getOrDefault("ok", 0L);
    }

    synchronized Outcomes outcomes() {
        Outcomes.Times times =
                new Outcomes.Times(latencies.percentile(50), latencies.percentile(99), latencies.percentile(100));
        return new Outcomes(byOutcome, failures, attempts, times);
    }
}

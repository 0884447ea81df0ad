package dev.corral.server.cli.demo;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How items ended, added up.
///
/// @param byOutcome how many ended in each outcome, by its word
/// @param failures how many failed, by error kind
/// @param attempts requests that were made for them
record Outcomes(SortedMap<String, Long> byOutcome, SortedMap<String, Long> failures, long attempts, Times times) {
    Outcomes {
        byOutcome = Collections.unmodifiableSortedMap(new TreeMap<>(byOutcome));
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    /// Of items, in milliseconds, from start to end.
    record Times(long p50, long p99, long max) {}

    long done() {
        return byOutcome.values().stream().mapToLong(Long::longValue).sum();
    }

    long of(String outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }
}

package dev.corral.server.cli.demo;

import java.time.Duration;
import java.util.List;

/// What a demo saw.
///
/// @param items that were asked for
/// @param problems of the streams, the first few; empty when all was as promised
record Findings(
        long items,
        Duration elapsed,
        Outcomes outcomes,
        List<String> problems,
        OriginView origin,
        Tasks tasks,
        Heap heap) {
    Findings {
        problems = List.copyOf(problems);
    }

    /// The origin's own account.
    ///
    /// @param highest requests that it served at the same time, at most
    record OriginView(long requests, long highest) {}

    /// Tasks of jobs in the service.
    ///
    /// @param peak the most that were seen, as the metrics were read now and then
    record Tasks(long peak, long atTheEnd) {}

    /// In use after a collection, in bytes: service and demo together.
    record Heap(long before, long after) {}

    double itemsPerSecond() {
        long nanos = elapsed.toNanos();
        return nanos == 0 ? 0 : items * 1e9 / nanos;
    }
}

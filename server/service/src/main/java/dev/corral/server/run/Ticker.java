package dev.corral.server.run;

import dev.corral.nursery.Clock;
import dev.corral.nursery.Task;
import dev.corral.server.stream.JobRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Tells how far a job is, now and then.
record Ticker(Supplier<JobStatus> status, Supplier<List<JobRecord.Waiting>> waiting, Clock clock) {
    /// The API promises a progress record at least every ten seconds.
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static final double NANOS_PER_SECOND = 1e9;

    /// A task's body; ends when it is cancelled.
    void run(Results results) throws InterruptedException {
        long lastDone = status.get().counts().done();
        long lastNanos = clock.nanoTime();
        while (true) {
            Task.sleep(PERIOD);
            JobStatus now = status.get();
            long nowNanos = clock.nanoTime();
            // Not the period: the record before may have waited for its reader.
            double perSecond = (now.counts().done() - lastDone) * NANOS_PER_SECOND / (nowNanos - lastNanos);
            lastDone = now.counts().done();
            lastNanos = nowNanos;
            results.deliver(new JobRecord.Progress(
                    now.counts(), now.total(), now.inFlight(), perSecond, now.etaMillis(), waiting.get()));
        }
    }
}

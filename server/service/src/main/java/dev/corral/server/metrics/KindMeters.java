package dev.corral.server.metrics;

import dev.corral.server.job.JobKind;
import dev.corral.server.job.Retry;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The meters of one kind of job.
final class KindMeters {
    private static final Duration[] ITEM_BUCKETS =
            Buckets.millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000);

    final AtomicLong running = new AtomicLong();
    final EnumTable<JobOutcome, Counter> jobs;
    final EnumTable<Outcome, Counter> items;
    final EnumTable<ErrorKind, Counter> errors;
    final EnumTable<Retry.Cause, Counter> retries;
    final Timer seconds;

    KindMeters(MeterRegistry registry, JobKind kind) {
        String word = kind.word();
        Gauge.builder("corral.jobs.running", running, AtomicLong::get)
                .description("Jobs that run now")
                .tag("kind", word)
                .register(registry);
        jobs = new EnumTable<>(
                JobOutcome.class,
                outcome -> Counter.builder("corral.jobs")
                        .description("Jobs that have ended, by outcome")
                        .tag("kind", word)
                        .tag("outcome", outcome.label())
                        .register(registry));
        items = new EnumTable<>(
                Outcome.class,
                outcome -> Counter.builder("corral.items")
                        .description("Items that have ended, by outcome")
                        .tag("kind", word)
                        .tag("outcome", outcome.label())
                        .register(registry));
        errors = new EnumTable<>(
                ErrorKind.class,
                error -> Counter.builder("corral.item.errors")
                        .description("Items that failed, by error kind")
                        .tag("kind", word)
                        .tag("error", error.label())
                        .register(registry));
        retries = new EnumTable<>(
                Retry.Cause.class,
                cause -> Counter.builder("corral.retries")
                        .description("Attempts that failed and were followed by another one, by cause")
                        .tag("kind", word)
                        .tag("cause", cause.word())
                        .register(registry));
        seconds = Timer.builder("corral.item")
                .description("From an item's start to its end")
                .tag("kind", word)
                .serviceLevelObjectives(ITEM_BUCKETS)
                .register(registry);
    }
}

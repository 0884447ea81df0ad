package dev.corral.server.metrics;

import dev.corral.server.job.JobKind;
import dev.corral.server.job.Retry;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// The meters of one kind of job.
final class KindMeters {
    static final Shape JOB = Shape.of(
            "corral_job_seconds",
            "From a job's first moment to its end, in seconds. Exemplars name jobs: look them up in the log by id",
            0.01,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
            10,
            30,
            60,
            300,
            600,
            1800,
            3600,
            21_600);
    static final Shape ITEM = Shape.of(
            "corral_item_seconds",
            "From the begin of an item's first attempt to its end, pauses between attempts included, in seconds."
                    + " Slow items: see which phase of corral_upstream_phase_seconds is, and corral_retries_total",
            0.001,
            0.002,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
            10,
            30,
            60);

    final AtomicLong running = new AtomicLong();
    final EnumTable<JobOutcome, Counter> jobs;
    final EnumTable<Outcome, Counter> items;
    final EnumTable<ErrorKind, Counter> errors;
    final EnumTable<Retry.Cause, Counter> retries;
    final Slowest slowest;

    KindMeters(MeterRegistry registry, JobKind kind) {
        String word = kind.word();
        Gauge.builder("corral.jobs.running", running, AtomicLong::get)
                .description("Jobs that run now")
                .tag("kind", word)
                .strongReference(true)
                .register(registry);
        jobs = new EnumTable<>(
                JobOutcome.class,
                outcome -> Counter.builder("corral.jobs")
                        .description("Jobs that have ended, by outcome. lost is an error of ours: the log has it;"
                                + " stalled_client is a reader who stopped reading")
                        .tag("kind", word)
                        .tag("outcome", outcome.label())
                        .register(registry));
        items = new EnumTable<>(
                Outcome.class,
                outcome -> Counter.builder("corral.items")
                        .description("Items that have ended, by outcome. Many failed: corral_item_errors_total"
                                + " says why")
                        .tag("kind", word)
                        .tag("outcome", outcome.label())
                        .register(registry));
        errors = new EnumTable<>(
                ErrorKind.class,
                error -> Counter.builder("corral.item.errors")
                        .description("Items that failed, by error kind. internal is an error of ours: the log has it;"
                                + " the others are told in the items' records")
                        .tag("kind", word)
                        .tag("error", error.label())
                        .register(registry));
        retries = new EnumTable<>(
                Retry.Cause.class,
                cause -> Counter.builder("corral.retries")
                        .description("Attempts that failed and were followed by another one, by cause. Many: the"
                                + " origins are failing or throttling; lower per_host or the rate")
                        .tag("kind", word)
                        .tag("cause", cause.word())
                        .register(registry));
        slowest = Slowest.shown(
                registry,
                "corral.item.seconds.max",
                "The slowest item of the last minute, in seconds, as corral_item_seconds measures it",
                "kind",
                word);
    }
}

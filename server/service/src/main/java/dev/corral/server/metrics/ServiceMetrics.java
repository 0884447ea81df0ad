package dev.corral.server.metrics;

import dev.corral.nursery.Instrument;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.nursery.WaitKind;
import dev.corral.server.guard.Refusal;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.Retry;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The service's own meters. All are registered at start, so that a rate over them never begins with a gap.
/// Thread-safe.
public final class ServiceMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration[] CANCEL_BUCKETS = Buckets.millis(1, 5, 10, 25, 50, 100, 250, 500, 1000, 5000);
    private final MeterRegistry registry;
    private final EnumTable<JobKind, KindMeters> kinds;
    private final Timer cancel;
    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final EnumTable<Refusal.Code, Counter> denials;
    private final LongAdder heldHosts = new LongAdder();
    private final LongAdder upstreamSent = new LongAdder();
    private final LongAdder upstreamReceived = new LongAdder();
    private final StageWaits waits;

    public ServiceMetrics(MeterRegistry registry) {
        this.registry = registry;
        kinds = new EnumTable<>(JobKind.class, kind -> new KindMeters(registry, kind));
        cancel = Timer.builder("corral.cancel")
                .description("From the wish to cut a job short until its last task has ended")
                .serviceLevelObjectives(CANCEL_BUCKETS)
                .register(registry);
        Gauge.builder("corral.tasks.live", this, ServiceMetrics::tasksLive)
                .description("Tasks of jobs that have started and not ended; 0 when no job runs")
                .register(registry);
        FunctionCounter.builder("corral.tasks.started", started, LongAdder::sum)
                .description("Tasks of jobs that have started")
                .register(registry);
        Gauge.builder("corral.hosts.held", heldHosts, LongAdder::sum)
                .description("Hosts that jobs leave alone for a while because the hosts asked for it")
                .register(registry);
        denials = new EnumTable<>(
                Refusal.Code.class,
                rule -> Counter.builder("corral.guard.denials")
                        .description("URLs, addresses and headers that were refused, by rule")
                        .tag("rule", rule.wireName())
                        .register(registry));
        upstreamBytes("sent", upstreamSent);
        upstreamBytes("received", upstreamReceived);
        waits = new StageWaits(registry);
    }

    private void upstreamBytes(String direction, LongAdder bytes) {
        FunctionCounter.builder("corral.upstream", bytes, LongAdder::sum)
                .description("Requests sent to origins, heads included, and bodies received from them, as on the wire")
                .baseUnit("bytes")
                .tag("direction", direction)
                .register(registry);
    }

    /// Tasks that have started and not ended.
    public double tasksLive() {
        // Read in this order, so that a task that ends in between is not counted below zero.
        double over = ended.sum();
        return started.sum() - over;
    }

    /// Hears of every task and wait of the service's run; tasks that serve and are no part of a job are told
    /// by the name of their nursery.
    ///
    /// @param serving that name
    public Instrument instrument(String serving) {
        return new Instrument() {
            @Override
            public void taskStarted(Task<?> task) {
                if (isOfJob(task)) {
                    started.increment();
                }
            }

            @Override
            public void taskEnded(Task<?> task) {
                if (isOfJob(task)) {
                    ended.increment();
                }
            }

            private boolean isOfJob(Task<?> task) {
                Nursery nursery = task.nursery();
                return nursery == null || !nursery.name().equals(serving);
            }

            @Override
            public void waited(WaitKind kind, String subject, long nanos) {
                waits.waited(kind, subject, nanos);
            }
        };
    }

    /// Counts the hosts that are held now; up and down.
    public LongAdder heldHosts() {
        return heldHosts;
    }

    /// An attempt failed, and there will be another one.
    public void retried(JobKind kind, Retry.Cause cause) {
        kinds.get(kind).retries.get(cause).increment();
    }

    /// The guard refused something.
    public void denied(Refusal.Code rule) {
        denials.get(rule).increment();
    }

    /// A request was sent and answered, or broke; sizes without TLS and connections.
    public void upstream(long sentBytes, long receivedBytes) {
        upstreamSent.add(sentBytes);
        upstreamReceived.add(receivedBytes);
    }

    public void jobStarted(JobKind kind) {
        kinds.get(kind).running.incrementAndGet();
    }

    /// A job that was counted as started runs no more, however it ended.
    public void jobOver(JobKind kind) {
        kinds.get(kind).running.decrementAndGet();
    }

    public void jobEnded(JobKind kind, JobOutcome outcome) {
        kinds.get(kind).jobs.get(outcome).increment();
    }

    public void itemEnded(JobKind kind, JobRecord.ItemDone item) {
        KindMeters meters = kinds.get(kind);
        meters.items.get(item.outcome()).increment();
        if (item.error() != null && item.outcome() == Outcome.FAILED) {
            meters.errors.get(item.error().kind()).increment();
        }
    }

    /// How long an item took from its start to its end.
    public void itemTook(JobKind kind, long nanos) {
        kinds.get(kind).seconds.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// Counts the items of a record that a job told when it was closed.
    public void restOfItems(JobKind kind, JobRecord rest) {
        switch (rest) {
            case JobRecord.ItemDone item when item.outcome() == Outcome.CANCELLED -> itemEnded(kind, item);
            case JobRecord.NotStarted(long from, long to) ->
                kinds.get(kind).items.get(Outcome.NOT_STARTED).increment((double) (to - from + 1));
            default -> {
                // Counted when the item ended.
            }
        }
    }

    public void cancelTook(long nanos) {
        cancel.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// Shows a limiter's permits.
    public void limiter(Limiter limiter) {
        permits(
                limiter.name(),
                () -> limiter.statistics().total(),
                () -> limiter.statistics().borrowed(),
                () -> limiter.statistics().waiting());
    }

    /// Shows permits that somebody else counts.
    public void permits(String name, Supplier<Number> total, Supplier<Number> borrowed, Supplier<Number> waiting) {
        gauge("corral.limiter.permits", "Permits there are", name, total);
        gauge("corral.limiter.borrowed", "Permits in use", name, borrowed);
        gauge("corral.limiter.waiting", "Tasks that wait for a permit", name, waiting);
    }

    private void gauge(String meter, String description, String limiter, Supplier<Number> value) {
        Gauge.builder(meter, value)
                .description(description)
                .tag("limiter", limiter)
                .register(registry);
    }

    static double seconds(LongAdder nanos) {
        return nanos.sum() / NANOS_PER_SECOND;
    }
}

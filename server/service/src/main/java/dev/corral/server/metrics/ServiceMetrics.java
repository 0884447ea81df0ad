package dev.corral.server.metrics;

import dev.corral.nursery.Instrument;
import dev.corral.nursery.TaskTree;
import dev.corral.server.guard.Refusal;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.Retry;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The service's own meters. All are registered at start, so that a rate over them never begins with a gap.
/// Thread-safe.
public final class ServiceMetrics {
    private static final Shape CANCEL = Shape.of(
            "corral_cancel_seconds",
            "From the wish to cut a job short until its last task has ended, in seconds. Above 1: something does not"
                    + " let itself be cancelled, GET /v1/tree names it while it lasts",
            0.001,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            5);

    private final MeterRegistry registry;
    private final EnumTable<JobKind, KindMeters> kinds;
    private final EnumTable<JobKind, Distribution> jobSeconds;
    private final EnumTable<JobKind, Distribution> itemSeconds;
    private final Distribution cancel;
    private final Slowest slowestCancel;
    private final EnumTable<Refusal.Code, Counter> denials;
    private final LongAdder heldHosts = new LongAdder();
    private final TaskMeters tasks;
    private final RunningJobs runningJobs;
    private final LimitMeters limits;
    private final OffloadMeters offload;
    private final UpstreamMeters upstream;
    private final StreamMeters streams;
    private final StoreMeters store;
    private final LoopMeters loops;
    private final ApiMeters api;

    public ServiceMetrics(MeterRegistry registry) {
        this.registry = registry;
        Histograms histograms = new Histograms(registry);
        kinds = new EnumTable<>(JobKind.class, kind -> new KindMeters(registry, kind));
        jobSeconds = histograms.each(KindMeters.JOB, "kind", JobKind.class, JobKind::word);
        itemSeconds = histograms.each(KindMeters.ITEM, "kind", JobKind.class, JobKind::word);
        cancel = histograms.one(CANCEL);
        slowestCancel = Slowest.shown(
                registry,
                "corral.cancel.seconds.max",
                "The slowest cancel of the last minute, in seconds, as corral_cancel_seconds measures it");
        Gauge.builder("corral.hosts.held", heldHosts, LongAdder::sum)
                .description("Hosts that jobs leave alone for a while because the hosts asked for it, by Retry-After")
                .strongReference(true)
                .register(registry);
        denials = new EnumTable<>(
                Refusal.Code.class,
                rule -> Counter.builder("corral.guard.denials")
                        .description("URLs, addresses and headers that were refused, by rule. Many address_denied or"
                                + " port_denied: somebody tries to reach what is inside, or --allow lacks a rule")
                        .tag("rule", rule.wireName())
                        .register(registry));
        tasks = new TaskMeters(registry);
        runningJobs = new RunningJobs(registry);
        limits = new LimitMeters(registry);
        offload = new OffloadMeters(registry);
        upstream = new UpstreamMeters(registry, histograms);
        streams = new StreamMeters(registry);
        store = new StoreMeters(registry, histograms);
        loops = new LoopMeters(registry, histograms);
        api = new ApiMeters(registry);
    }

    /// Tasks that have started and not ended.
    public double tasksLive() {
        return tasks.live();
    }

    /// Hears of every task and wait of the service's run; tasks that serve and are no part of a job are told
    /// by the name of their nursery.
    ///
    /// @param serving that name
    public Instrument instrument(String serving) {
        return tasks.instrument(serving);
    }

    /// Shows the tree of tasks of the process.
    ///
    /// @param jobs name of the nurseries that jobs live in
    public void showTree(String jobs) {
        TreeMeters.show(registry, jobs, TaskTree::snapshot);
    }

    /// Shows how many jobs are taken at once, and how many are there.
    ///
    /// @param jobs which: attached or detached
    public void showPlaces(String jobs, int total, Supplier<Number> used) {
        PlaceMeters.show(registry, jobs, total, used);
    }

    /// Jobs that run are entered here.
    public RunningJobs runningJobs() {
        return runningJobs;
    }

    public LimitMeters limits() {
        return limits;
    }

    public OffloadMeters offload() {
        return offload;
    }

    public UpstreamMeters upstream() {
        return upstream;
    }

    public StreamMeters streams() {
        return streams;
    }

    public StoreMeters store() {
        return store;
    }

    public LoopMeters loops() {
        return loops;
    }

    public ApiMeters api() {
        return api;
    }

    /// Those of tracing, which are there from when it is asked for.
    public TraceMeters traces() {
        return new TraceMeters(registry);
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

    /// How long a job took from its first moment to its end.
    public void jobTook(JobKind kind, long nanos, Exemplar exemplar) {
        jobSeconds.get(kind).recordNanos(nanos, exemplar);
    }

    public void itemEnded(JobKind kind, JobRecord.ItemDone item) {
        KindMeters meters = kinds.get(kind);
        meters.items.get(item.outcome()).increment();
        if (item.error() != null && item.outcome() == Outcome.FAILED) {
            meters.errors.get(item.error().kind()).increment();
        }
    }

    /// How long an item took from its start to its end.
    public void itemTook(JobKind kind, long nanos, Exemplar exemplar) {
        itemSeconds.get(kind).recordNanos(nanos, exemplar);
        kinds.get(kind).slowest.recordNanos(nanos);
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

    public void cancelTook(long nanos, Exemplar exemplar) {
        cancel.recordNanos(nanos, exemplar);
        slowestCancel.recordNanos(nanos);
    }
}

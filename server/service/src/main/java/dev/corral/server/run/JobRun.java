package dev.corral.server.run;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.logging.LogTags;
import dev.corral.server.metrics.JobSums;
import dev.corral.server.metrics.RunningJobs;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs one job from its first item to its `end` record.
///
/// ```
///   nursery "job"
///   ├── writer          results ──> sink
///   └── nursery "progress", as long as the work
///       ├── ticker      progress, now and then
///       └── nursery "work", under the deadline: see JobWork
///           ├── input   items ──> ready queue
///           └── workers ready queue ──> results
/// ```
///
/// The work nursery can be cut short by [#stop], by the deadline, or by the failure policy. Only when its
/// last task has ended are the cancelled items told, and the end.
public final class JobRun {
    /// Items that are read before it is their turn, at least; more where a job runs many at once.
    public static final int LOOK_AHEAD = JobWork.MIN_READY;

    private static final double NANOS_PER_SECOND = 1e9;

    private final JobSetup setup;
    private final JobHost host;
    private final Ledger ledger;
    private final Gate gate;
    private final Holding holding;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final long startNanos;
    /// How long ago the job first ran when this run of it began.
    private final long earlierNanos;

    private volatile @Nullable CancelScope workScope;
    private volatile @Nullable JobWork current;
    private volatile @Nullable Results results;
    private volatile long stopNanos;

    public JobRun(JobSetup setup, JobHost host) {
        this.setup = setup;
        this.host = host;
        this.ledger = new Ledger(setup.past());
        this.gate = new Gate(setup.journal());
        this.holding = new Holding(setup.document(), host.memory());
        this.startNanos = host.clock().nanoTime();
        Instant first = setup.past().started();
        this.earlierNanos = first == null
                ? 0
                : Math.max(0, Duration.between(first, host.wall().instant()).toNanos());
    }

    public String id() {
        return setup.id();
    }

    /// Runs the job in the current task, and gives its end when the last of its tasks has ended. A
    /// checkpoint; a cancel of the current task ends the job without an `end` record.
    ///
    /// @throws NurseryFailed on an error of ours: the stream must not be ended as if it were whole
    public JobRecord.End run() throws NurseryFailed, InterruptedException {
        return runUnlessSuspended()
                .orElseThrow(
                        () -> new IllegalStateException("job " + id() + " was suspended, and nobody goes on with it"));
    }

    /// As [#run]; empty if it was suspended.
    public Optional<JobRecord.End> runUnlessSuspended() throws NurseryFailed, InterruptedException {
        Optional<JobRecord.End> end =
                LogTags.CURRENT.where(new LogTags(id(), setup.trace().traceId()), this::runMeasured);
        Optional<JobRecord.End> told = end.map(this::asTheReaderHadIt);
        told.ifPresent(how -> {
            host.metrics().jobEnded(setup.kind().name(), how.outcome());
            host.metrics()
                    .jobTook(setup.kind().name(), elapsedNanos(), setup.trace().exemplar());
        });
        return told;
    }

    private Optional<JobRecord.End> runMeasured() throws NurseryFailed, InterruptedException {
        RunningJobs.Measured measured = this::addTo;
        host.metrics().runningJobs().running(measured);
        try (holding) {
            Optional<JobRecord.End> end = Nursery.call(NurseryOptions.named("job"), this::runIn);
            if (end == null) {
                throw new IllegalStateException("the nursery of job " + id() + " was cancelled by nobody");
            }
            return end;
        } finally {
            host.metrics().runningJobs().over(measured);
        }
    }

    private void addTo(JobSums sums) {
        JobWork work = current;
        Results told = results;
        if (work != null) {
            work.addTo(sums);
        }
        if (told != null) {
            told.addTo(sums);
        }
    }

    /// A job whose work was done when its reader went is none that has completed: the reader has no `end`.
    private JobRecord.End asTheReaderHadIt(JobRecord.End end) {
        Ending gone = readerGone();
        if (gone == null || end.outcome() != JobOutcome.COMPLETED) {
            return end;
        }
        return new JobRecord.End(gone.outcome(), gone.cause(), end.counts(), end.elapsedMillis());
    }

    /// Whether the sink took every record, the `end` included; to be asked when the job is over.
    public boolean reachedReader() {
        return readerGone() == null;
    }

    private @Nullable Ending readerGone() {
        Results told = results;
        return told == null ? null : told.readerGone();
    }

    /// Ends the job because the server shuts down. Any thread may call it, at any time.
    public void shutdown() {
        stop(Ending.SHUTDOWN);
    }

    /// Stops the work where it is: what has ended is told, what has not is left for another run, and there is no
    /// `end`. Any thread may call it, at any time.
    public void suspend() {
        stop(Ending.SUSPENDED);
    }

    /// Ends the job because its client wants no more of it, or has left. Any thread may call it, at any time.
    public void cancel() {
        stop(Ending.CLIENT);
    }

    /// As [#cancel], because the items that it still reads come too slowly, or are too many.
    public void uploadBroke() {
        stop(Ending.UPLOAD);
    }

    /// The end of a job whose run was cancelled from outside, so that it has told none: its last task has ended,
    /// and its reader has gone. Unless it was told to stop before, the service was.
    public JobRecord.End cutShort() {
        stop(Ending.SHUTDOWN);
        Ending how = Objects.requireNonNull(ending.get());
        for (JobRecord rest : ledger.close(total(), how.forItems())) {
            host.metrics().restOfItems(setup.kind().name(), rest);
        }
        host.metrics().jobEnded(setup.kind().name(), how.outcome());
        return new JobRecord.End(how.outcome(), how.cause(), counts(), elapsedNanos() / 1_000_000);
    }

    /// Whether the job was told to stop, or has ended by itself.
    public boolean isEnding() {
        return ending.get() != null;
    }

    /// Begins no more items until [#resume]; those that run go on. Any thread may call it.
    public void pause() {
        gate.close();
    }

    /// Any thread may call it.
    public void resume() {
        gate.open();
    }

    /// How far it is. Any thread may ask.
    public JobStatus status() {
        Counts counts = counts();
        long total = setup.items().totalOrMinusOne();
        double average = counts.done() / Math.max(elapsedNanos() / NANOS_PER_SECOND, 1e-3);
        Long eta = total < 0 || average == 0 ? null : Math.round((total - counts.done()) / average * 1000);
        return new JobStatus(
                counts,
                total < 0 ? null : total,
                ledger.inFlight(),
                average,
                eta,
                setup.journal().waitsFor());
    }

    /// Cuts the work short. The first ending stays.
    void stop(Ending why) {
        if (!endsBy(why, host.clock().nanoTime())) {
            return;
        }
        CancelScope scope = workScope;
        if (scope != null) {
            scope.cancel(why.outcome().label() + (why.cause() == null ? "" : ": " + why.cause()));
        }
    }

    /// @param sinceNanos when the work was to stop, by the clock of the host
    private boolean endsBy(Ending why, long sinceNanos) {
        if (!ending.compareAndSet(null, why)) {
            return false;
        }
        stopNanos = sinceNanos;
        return true;
    }

    private Optional<JobRecord.End> runIn(Nursery nursery) throws NurseryFailed, InterruptedException {
        try (Results to = new Results(
                holding.watched(setup.sink()), setup.document().delivery().buffer(), this::stop)) {
            results = to;
            nursery.start("writer", to::write);
            JobRecord.End end = produce(to);
            if (end != null) {
                to.deliver(end);
            }
            return Optional.ofNullable(end);
        }
    }

    private JobRecord.@Nullable End produce(Results to) throws NurseryFailed, InterruptedException {
        if (setup.past().started() == null) {
            to.deliver(start());
        }
        Ticker ticker = new Ticker(this::status, this::waiting, host.clock());
        Nursery.open(NurseryOptions.named("progress"), progress -> {
            progress.start("ticker", () -> ticker.run(to));
            work(to);
            progress.cancel("the work is over");
        });
        ending.compareAndSet(null, Ending.COMPLETED);
        Ending how = Objects.requireNonNull(ending.get());
        if (stopNanos != 0) {
            host.metrics()
                    .cancelTook(
                            host.clock().nanoTime() - stopNanos, setup.trace().exemplar());
        }
        if (how.equals(Ending.SUSPENDED)) {
            for (JobRecord ended : ledger.untold()) {
                to.deliver(ended);
            }
            return null;
        }
        for (JobRecord rest : ledger.close(total(), how.forItems())) {
            host.metrics().restOfItems(setup.kind().name(), rest);
            to.deliver(rest);
        }
        return new JobRecord.End(how.outcome(), how.cause(), counts(), elapsedNanos() / 1_000_000);
    }

    private void work(Results to) throws NurseryFailed, InterruptedException {
        JobWork work = new JobWork(setup, host, new JobWork.Account(ledger, holding), gate, this::stop);
        current = work;
        Duration deadline = remaining();
        long openedNanos = host.clock().nanoTime();
        CancelScope scope = CancelScope.moveOnAfter(deadline, opened -> {
            workScope = opened;
            if (ending.get() != null) {
                opened.cancel("stopped before it began");
            }
            work.run(to);
        });
        if (scope.cancelledCaught() && deadline != null) {
            endsBy(Ending.DEADLINE, openedNanos + deadline.toNanos());
        }
    }

    /// What is left of the deadline: it counts from when the job first ran. Null for none.
    private @Nullable Duration remaining() {
        Duration deadline = setup.document().lifetime().deadline();
        if (deadline == null) {
            return null;
        }
        Duration left = deadline.minusNanos(earlierNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private JobRecord.Start start() {
        Duration deadline = setup.document().lifetime().deadline();
        long total = setup.items().totalOrMinusOne();
        return new JobRecord.Start(
                id(),
                setup.kind().name().word(),
                total < 0 ? null : total,
                deadline == null ? null : host.wall().instant().plus(deadline),
                setup.document().effective());
    }

    private List<JobRecord.Waiting> waiting() {
        JobWork work = current;
        return work == null ? List.of() : work.waiting();
    }

    private Counts counts() {
        return ledger.counts(total());
    }

    /// While the input still streams: what has been read of it.
    private long total() {
        long known = setup.items().totalOrMinusOne();
        return known < 0 ? ledger.read() : known;
    }

    private long elapsedNanos() {
        return earlierNanos + host.clock().nanoTime() - startNanos;
    }
}

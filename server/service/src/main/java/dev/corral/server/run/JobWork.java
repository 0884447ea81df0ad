package dev.corral.server.run;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Placement;
import dev.corral.nursery.Task;
import dev.corral.server.job.Delivery;
import dev.corral.server.job.Intake;
import dev.corral.server.job.InvalidItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.JobDocument;
import dev.corral.server.metrics.JobGauge;
import dev.corral.server.metrics.JobSums;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.tracing.AttemptTrace;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The work of one job: one task reads the input, up to `concurrency.max` workers make attempts at items.
///
/// ```
///   input ──> ready queue ──> worker ──finished──────────────────> results
///                  ▲             └──worth another attempt──┐
///                  └───────────── when its time has come ──┘
/// ```
///
/// An item that waits for its next attempt holds neither a worker nor any permit.
final class JobWork {
    /// Items that wait for a worker, at least: enough to look past the items of a few hosts that are held for
    /// a minute, at a few hundred bytes for each.
    static final int MIN_READY = 2048;

    private static final int READY_PER_WORKER = 4;
    /// Hosts that a progress record tells of.
    private static final int WAITING_TOLD = 10;

    private final JobSetup setup;
    private final JobHost host;
    private final Ledger ledger;
    private final Holding holding;
    private final Consumer<Ending> stop;
    private final FailureWatch watch;
    private final ReadyQueue<Pending> ready;
    private final Retries retries;
    private final Spending spending = new Spending();
    /// Null where nothing is deduped.
    private final @Nullable Seen seen;
    private final Gate gate;
    private final int maxWorkers;

    /// What is known of the items: which are open, and what they hold.
    record Account(Ledger ledger, Holding holding) {}

    JobWork(JobSetup setup, JobHost host, Account account, Gate gate, Consumer<Ending> stop) {
        JobDocument document = setup.document();
        this.setup = setup;
        this.gate = gate;
        this.host = host;
        this.ledger = account.ledger();
        this.holding = account.holding();
        this.stop = stop;
        this.watch = new FailureWatch(document.failure(), setup.past().counts());
        this.maxWorkers = document.concurrency().max();
        this.ready = new ReadyQueue<>(
                new ReadyQueue.Limits(
                        Math.max(MIN_READY, READY_PER_WORKER * maxWorkers),
                        document.concurrency().perHost(),
                        document.rate()),
                host.clock(),
                host.metrics().heldHosts());
        this.seen = document.intake().dedupe() == Intake.Dedupe.NONE ? null : new Seen(new SecureRandom());
        this.retries = new Retries(document.retry(), spending, new SplittableRandom());
    }

    /// Runs all items; returns when the last task has ended. A checkpoint.
    void run(Results results) throws NurseryFailed, InterruptedException {
        String lastFailed = setup.past().lastFailed();
        if (lastFailed != null && watch.isBroken()) {
            stop.accept(Ending.brokenBy(lastFailed));
        }
        Outlet outlet = outlet(results);
        try {
            Nursery.open(NurseryOptions.named("work").with(Placement.IN_TURN), nursery -> {
                if (outlet instanceof Outlet.ByInput byInput) {
                    nursery.start("order", byInput::run);
                }
                nursery.start("input", () -> input(nursery, outlet));
            });
        } finally {
            ready.discard();
            outlet.over();
        }
    }

    private Outlet outlet(Results results) {
        Delivery delivery = setup.document().delivery();
        return switch (delivery.order()) {
            case COMPLETION -> new Outlet.AsTheyCome(results, ledger);
            case INPUT -> {
                int window = setup.kind().tellsOnTheWay() ? 1 : delivery.orderWindow();
                yield new Outlet.ByInput(
                        results, ledger, new InOrder(window, setup.past().done()));
            }
        };
    }

    /// The hosts that items wait for now, a few.
    List<JobRecord.Waiting> waiting() {
        long nowNanos = host.clock().nanoTime();
        return ready.waiting(WAITING_TOLD).stream()
                .map(one -> new JobRecord.Waiting(
                        one.host(), one.why(), host.wall().instant().plusNanos(one.untilNanos() - nowNanos)))
                .toList();
    }

    /// Adds how it stands. Any thread may ask.
    void addTo(JobSums sums) {
        sums.add(JobGauge.JOB_PERMITS, maxWorkers);
        ready.addTo(sums, gate.isClosed() ? JobGauge.WAITS_WHILE_PAUSED : JobGauge.WAITS_FOR_JOB);
    }

    /// Reads items, and starts a worker with each until there are enough.
    private void input(Nursery nursery, Outlet outlet) throws InterruptedException {
        int workers = 0;
        long end = 0;
        for (Item item = setup.items().next();
                item != null;
                item = setup.items().next()) {
            end = item.index() + 1L;
            if (isDone(item)) {
                continue;
            }
            if (queues(item, outlet) && workers < maxWorkers) {
                int number = workers++;
                nursery.start("worker-" + number, () -> serve(number, outlet));
            }
        }
        ready.close();
        outlet.noMore(end);
    }

    /// Whether the item has its end from an earlier run. It comes again only where others may be the same.
    private boolean isDone(Item item) {
        boolean done = seen != null && setup.past().done().get(item.index());
        if (done && !(item instanceof InvalidItem)) {
            var _ = isSeen(setup.kind().plan(item, setup.document()));
        }
        return done;
    }

    /// Queues an item; false if it ends without having begun.
    private boolean queues(Item item, Outlet outlet) throws InterruptedException {
        long readNanos = host.clock().nanoTime();
        OpenItem open = ledger.read(item);
        outlet.admit(item.index());
        if (item instanceof InvalidItem invalid) {
            settle(open, refused(invalid), outlet);
            return false;
        }
        Plan plan = setup.kind().plan(item, setup.document());
        JobRecord.ItemDone already = endedUnbegun(item, plan);
        if (already != null) {
            settle(open, already, outlet);
            return false;
        }
        holding.reads(item);
        ready.put(plan.hostKey(), Pending.read(open, plan, readNanos));
        return true;
    }

    /// The record of an item that ends without having begun; null for all others.
    private JobRecord.@Nullable ItemDone endedUnbegun(Item item, Plan plan) {
        boolean same = isSeen(plan);
        if (setup.past().inFlight().contains(item.index())) {
            return unknown(item);
        }
        return same
                ? new JobRecord.ItemDone(item.index(), item.id(), Outcome.DEDUPED, 0, null, new ItemDetail.None())
                : null;
    }

    private boolean isSeen(Plan plan) {
        if (seen == null) {
            return false;
        }
        String same = plan.sameness();
        return same != null && !seen.add(same);
    }

    private static JobRecord.ItemDone refused(InvalidItem item) {
        ItemError error = new ItemError(
                InvalidItems.kindOf(item.error().code()), item.error().detail());
        return new JobRecord.ItemDone(item.index(), item.id(), Outcome.FAILED, 0, error, new ItemDetail.None());
    }

    /// Whether its request was sent before the service ended, nobody knows; sent again it might be done
    /// twice.
    private static JobRecord.ItemDone unknown(Item item) {
        ItemError error = new ItemError(
                ErrorKind.INTERNAL, "the service ended while this ran, and it is not safe to run again", false);
        return new JobRecord.ItemDone(item.index(), item.id(), Outcome.UNKNOWN, 1, error, new ItemDetail.None());
    }

    private void serve(int worker, Outlet outlet) throws InterruptedException {
        while (true) {
            Claim<Pending> claim = ready.take();
            Pending pending = claim.item();
            if (pending == null) {
                return;
            }
            // An item that is told as begun may have reached a server: in a job that was cut short none begins.
            Task.checkpointIfCancelled();
            pass();
            attempt(claim, pending.begun(host.clock().nanoTime()), worker, outlet);
        }
    }

    /// Through the gate, with the memory that an attempt may need.
    private void pass() throws InterruptedException {
        gate.pass();
        while (holding.begins() && gate.isClosed()) {
            holding.rests();
            gate.pass();
        }
    }

    private void attempt(Claim<Pending> claim, Pending pending, int worker, Outlet outlet) throws InterruptedException {
        begins(pending);
        AttemptTrace trace = setup.trace().attempt(pending.item().index(), pending.attempts(), claim.host());
        ItemContext context = new ItemContext(
                setup.document(), worker, pending.queuedMillis(), setup.share(), spending, trace, outlet::onTheWay);
        JobRecord.ItemDone last =
                switch (PlanRun.of(pending, context)) {
                    case ItemResult.Finished(JobRecord.ItemDone done) -> done;
                    case ItemResult.Failed failed -> lastOrAgain(claim, pending, failed);
                    case ItemResult.Moved(Plan onward) -> {
                        ledger.rests(pending.open());
                        holding.rests();
                        ready.moves(claim, onward.hostKey(), pending.onward(onward));
                        yield null;
                    }
                };
        if (last != null) {
            long tookNanos = host.clock().nanoTime() - pending.begunNanos();
            host.metrics().itemTook(setup.kind().name(), tookNanos, trace.exemplar());
            holding.ended(pending.item(), last);
            settle(pending.open(), last.withAttempts(pending.attempts()), outlet);
            ready.done(claim);
        }
    }

    private void begins(Pending pending) throws InterruptedException {
        if (pending.goesOn()) {
            ledger.goesOn(pending.open());
            return;
        }
        if (pending.attempts() == 1) {
            setup.journal().begins(pending.item(), pending.plan());
            retries.began();
        }
        ledger.begun(pending.open());
    }

    /// Puts the item back for another attempt, and gives null; or gives its record if there is none.
    private JobRecord.@Nullable ItemDone lastOrAgain(Claim<Pending> claim, Pending pending, ItemResult.Failed failed) {
        Duration left = CancelScope.currentEffectiveDeadline();
        ItemResult.Throttle throttle = failed.throttle();
        if (throttle != null && !throttle.pause().isZero() && retries.honours(throttle.pause(), left)) {
            ready.hold(throttle.host(), after(throttle.pause()));
        }
        return switch (retries.judge(failed, pending.attempts(), left)) {
            case Retries.Verdict.Over() -> failed.record();
            case Retries.Verdict.Throttled() ->
                failed.record()
                        .failedBy(new ItemError(
                                ErrorKind.THROTTLED, "the host asks for a longer pause than the job can make"));
            case Retries.Verdict.Again(Duration pause) -> {
                host.metrics().retried(setup.kind().name(), failed.cause());
                ledger.rests(pending.open());
                holding.rests();
                Pending again = pending.again();
                ready.again(claim, again.plan().hostKey(), again, after(pause));
                yield null;
            }
        };
    }

    private long after(Duration pause) {
        return host.clock().nanoTime() + pause.toNanos();
    }

    private void settle(OpenItem open, JobRecord.ItemDone ended, Outlet outlet) throws InterruptedException {
        JobRecord.ItemDone done = ended.withMeta(open.item.meta());
        ledger.ended(open, done.outcome());
        host.metrics().itemEnded(setup.kind().name(), done);
        if (watch.breaks(done)) {
            stop.accept(Ending.brokenBy(open.item));
        }
        outlet.ended(done);
    }
}

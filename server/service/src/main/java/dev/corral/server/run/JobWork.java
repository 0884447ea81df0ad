package dev.corral.server.run;

import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Placement;
import dev.corral.nursery.Sender;
import dev.corral.nursery.Task;
import dev.corral.server.job.InvalidItem;
import dev.corral.server.job.Item;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work of one job: one task reads the input, up to `concurrency.max` workers run items.
final class JobWork {
    private static final Logger LOG = LoggerFactory.getLogger(JobWork.class);
    /// Items that wait for a worker, at least: enough to look past one busy host.
    private static final int MIN_READY = 256;

    private static final int READY_PER_WORKER = 4;

    private record Queued(Item item, long sinceNanos) {
        Ledger.Named named() {
            return new Ledger.Named(item.index(), item.id());
        }
    }

    private final JobSetup setup;
    private final JobHost host;
    private final Ledger ledger;
    private final Consumer<Ending> stop;
    private final FailureWatch watch;
    private final ReadyQueue<Queued> ready;
    private final Gate gate;
    private final int maxWorkers;

    JobWork(JobSetup setup, JobHost host, Ledger ledger, Gate gate, Consumer<Ending> stop) {
        this.setup = setup;
        this.gate = gate;
        this.host = host;
        this.ledger = ledger;
        this.stop = stop;
        this.watch = new FailureWatch(setup.document().failure());
        this.maxWorkers = setup.document().concurrency().max();
        this.ready = new ReadyQueue<>(
                Math.max(MIN_READY, READY_PER_WORKER * maxWorkers),
                setup.document().concurrency().perHost());
    }

    /// Runs all items; returns when the last task has ended. A checkpoint.
    void run(Sender<JobRecord> results) throws NurseryFailed, InterruptedException {
        Nursery.open(
                NurseryOptions.named("work").with(Placement.IN_TURN),
                nursery -> nursery.start("input", () -> input(nursery, results)));
    }

    /// Reads items, and starts a worker with each until there are enough.
    private void input(Nursery nursery, Sender<JobRecord> results) throws InterruptedException {
        int workers = 0;
        for (Item item = setup.items().next();
                item != null;
                item = setup.items().next()) {
            Queued queued = new Queued(item, host.clock().nanoTime());
            ledger.read(queued.named());
            if (item instanceof InvalidItem invalid) {
                settle(queued.named(), refused(invalid), results);
                continue;
            }
            if (setup.past().inFlight().contains(item.index())) {
                settle(queued.named(), unknown(item), results);
                continue;
            }
            ready.put(setup.kind().hostKey(item), queued);
            if (workers < maxWorkers) {
                int number = workers++;
                nursery.start("worker-" + number, () -> serve(number, results));
            }
        }
        ready.close();
    }

    private static JobRecord.ItemDone refused(InvalidItem item) {
        ItemError error = new ItemError(
                InvalidItems.kindOf(item.error().code()), item.error().detail());
        return new JobRecord.ItemDone(item.index(), item.id(), Outcome.FAILED, 0, error, new ItemDetail.None());
    }

    /// Whether its request was sent before the service ended, nobody knows; sent again it might be done twice.
    private static JobRecord.ItemDone unknown(Item item) {
        ItemError error = new ItemError(
                ErrorKind.INTERNAL, "the service ended while this ran, and it is not safe to run again", false);
        return new JobRecord.ItemDone(item.index(), item.id(), Outcome.UNKNOWN, 1, error, new ItemDetail.None());
    }

    private void serve(int worker, Sender<JobRecord> results) throws InterruptedException {
        while (true) {
            ReadyQueue.Claim<Queued> claim = ready.take();
            Queued queued = claim.item();
            if (queued == null) {
                return;
            }
            try {
                runOne(queued, worker, results);
            } finally {
                ready.done(claim);
            }
        }
    }

    private void runOne(Queued queued, int worker, Sender<JobRecord> results) throws InterruptedException {
        // An item that is told as begun may have reached a server: in a job that was cut short none begins.
        Task.checkpointIfCancelled();
        gate.pass();
        setup.journal().begins(queued.item());
        ledger.begun(queued.named());
        long queuedMillis = (host.clock().nanoTime() - queued.sinceNanos()) / 1_000_000;
        ItemContext context = new ItemContext(setup.document(), worker, queuedMillis, each -> deliver(each, results));
        long startNanos = host.clock().nanoTime();
        JobRecord.ItemDone done = runSafely(queued.item(), context);
        host.metrics().itemTook(setup.kind().name(), host.clock().nanoTime() - startNanos);
        settle(queued.named(), done, results);
    }

    private JobRecord.ItemDone runSafely(Item item, ItemContext context) throws InterruptedException {
        try {
            return setup.kind().run(item, context);
        } catch (RuntimeException e) {
            LOG.error("item {} of job {} met an error of ours", item.index(), setup.id(), e);
            return new JobRecord.ItemDone(
                    item.index(),
                    item.id(),
                    Outcome.FAILED,
                    1,
                    new ItemError(ErrorKind.INTERNAL, "an unexpected failure, logged by the service"),
                    new ItemDetail.None());
        }
    }

    private void settle(Ledger.Named item, JobRecord.ItemDone done, Sender<JobRecord> results)
            throws InterruptedException {
        ledger.ended(done);
        host.metrics().itemEnded(setup.kind().name(), done);
        if (watch.breaks(done)) {
            stop.accept(Ending.brokenBy(item));
        }
        try {
            deliver(done, results);
        } catch (InterruptedException e) {
            ledger.keep(done);
            throw e;
        }
    }

    private static void deliver(JobRecord each, Sender<JobRecord> results) throws InterruptedException {
        try {
            results.send(each);
        } catch (ChannelBroken e) {
            // The reader has gone, and the writer has stopped the job: the next checkpoint ends this task.
        }
    }
}

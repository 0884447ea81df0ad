package dev.corral.server.store;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.ChannelClosed;
import dev.corral.nursery.ChannelStatistics;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import dev.corral.nursery.Received;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.Sender;
import dev.corral.server.store.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The one writer: takes what waits, up to a bound, commits it as a group on a worker thread, and takes what
/// has gathered meanwhile. So the more there is to write, the larger the groups, and the fewer the waits for
/// the disk.
///
/// Each write in the channel is a caller that waits: memory is bounded by them.
final class StoreWriter implements AutoCloseable {
    static final int QUEUE = 256;
    private static final int GROUP_ROWS = 8_000;
    private static final long GROUP_BYTES = 8L * 1024 * 1024;

    private final Sender<PendingWrite<?>> sender;
    private final Receiver<PendingWrite<?>> receiver;
    private final Limiter workers = new Limiter("store writer", 1);
    private final Offload offload = Offload.named("store write").limitedBy(workers);
    private final StoreFile file;
    private final WriteConnection connection;
    private final LongSupplier nanoTime;
    private final AtomicBoolean started = new AtomicBoolean();

    private volatile StoreStatistics last;

    /// What ended the writer before its time: nothing is written any more.
    private volatile @Nullable StoreException death;

    private volatile Consumer<StoreStatistics> listener = group -> {};

    StoreWriter(StoreFile file, Session session, LongSupplier nanoTime) {
        Channel<PendingWrite<?>> channel = Channel.open("store", QUEUE);
        this.sender = channel.sender();
        this.receiver = channel.receiver();
        this.file = file;
        this.connection = new WriteConnection(file, session);
        this.nanoTime = nanoTime;
        this.last = new StoreStatistics(file.bytes(), 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, null);
    }

    void onCommit(Consumer<StoreStatistics> hears) {
        listener = hears;
    }

    Limiter workers() {
        return workers;
    }

    /// Hands a write over and waits for its commit. A checkpoint: a cancellation that comes before the
    /// hand-over ends this, and one that comes later is seen at the next checkpoint.
    <T> T write(Write<T> write) throws StoreException, InterruptedException {
        PendingWrite<T> pending = new PendingWrite<>(write, nanoTime.getAsLong());
        try {
            sender.send(pending);
        } catch (ChannelBroken | ChannelClosed e) {
            throw closed();
        }
        return pending.await();
    }

    private static StoreException closed() {
        return new StoreException(
                Kind.CLOSED, "the store takes no more writes: its writer has ended, as it does at a shutdown", null);
    }

    void run() throws InterruptedException {
        if (started.getAndSet(true)) {
            throw new IllegalStateException("the store's writer was started before: one is all it can have");
        }
        try {
            while (receiver.receive() instanceof Received.Item(var first)) {
                commit(gathered(first));
            }
        } catch (RuntimeException | Error e) {
            death = new StoreException(
                    Kind.CLOSED, "the store's writer was ended by an error of ours: start the service again", e);
            throw e;
        } finally {
            // In this order: who comes later is refused, who came before is served.
            sender.close();
            while (receiver.tryReceive() instanceof Received.Item(var first)) {
                commit(gathered(first));
            }
            receiver.close();
        }
    }

    private WriteGroup gathered(PendingWrite<?> first) {
        List<PendingWrite<?>> writes = new ArrayList<>();
        writes.add(first);
        long rows = first.write().rows();
        long bytes = first.write().bytes();
        while (rows < GROUP_ROWS && bytes < GROUP_BYTES && receiver.tryReceive() instanceof Received.Item(var next)) {
            writes.add(next);
            rows += next.write().rows();
            bytes += next.write().bytes();
        }
        return new WriteGroup(writes);
    }

    /// A group that was taken is committed, whatever is cancelled.
    private void commit(WriteGroup group) throws InterruptedException {
        try {
            CancelScope.shielded(scope -> offload.run(() -> commitOnWorker(group)));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a group tells its callers of every failure itself", e);
        } finally {
            // Does nothing to those who were told. The others would wait for ever if an Error ended this.
            group.refuse(closed());
        }
    }

    private StoreStatistics commitOnWorker(WriteGroup group) {
        long sinceNanos = group.sinceNanos();
        long beginNanos = nanoTime.getAsLong();
        StoreException failing = connection.commit(group);
        long endNanos = nanoTime.getAsLong();
        int rows = group.rows();
        last = new StoreStatistics(
                file.bytes(),
                last.groups() + 1,
                last.rows() + rows,
                0,
                rows,
                Duration.ofNanos(endNanos - beginNanos),
                Duration.ofNanos(endNanos - sinceNanos),
                failing);
        listener.accept(last);
        // Last, so that a caller who was told finds the statistics to agree.
        group.tell(failing);
        return last;
    }

    @Nullable
    StoreException broken() {
        StoreException damaged = connection.broken();
        return damaged == null ? death : damaged;
    }

    StoreStatistics statistics() {
        ChannelStatistics queue = sender.statistics();
        return last.withQueueDepth(queue.used() + queue.waitingSenders());
    }

    /// Ends it for good, also if it never ran. Blocking.
    @Override
    public void close() {
        sender.close();
        if (!started.getAndSet(true)) {
            while (receiver.tryReceive() instanceof Received.Item(var write)) {
                write.refuse(closed());
            }
            receiver.close();
        }
        connection.close();
    }
}

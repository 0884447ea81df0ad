package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.ChannelStatistics;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.Sender;
import dev.corral.server.metrics.JobGauge;
import dev.corral.server.metrics.JobSums;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink;
import dev.corral.server.stream.RecordSink.ReaderGone;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way of a job's records to its sink, in the order in which they are delivered. Nobody else uses the sink.
///
/// ```
///   deliver ──nothing is before it, and the sink takes it at once──> sink
///      └──────else──> channel ──> writer, in batches ─────────────────┘
/// ```
///
/// While the reader keeps up no task waits for another: whoever has a record writes it. Once it is behind, the
/// channel is all that lies before it.
final class Results implements AutoCloseable {
    /// Records that one write to the reader takes at most, unless the sink takes more ahead.
    private static final int BATCH = 256;

    private final RecordSink sink;
    private final Consumer<Ending> stop;
    private final Sender<JobRecord> sender;
    private final Receiver<JobRecord> receiver;
    private volatile @Nullable Ending readerGone;

    /// Records on their way through the channel, from before they are sent until they are written. While there are
    /// any, the sink is the writer's; while there are none, it is whose who holds the lock.
    @GuardedBy("this")
    private long underway;

    /// @param buffer how many records may wait for the sink
    /// @param stop ends the job when the sink takes no more
    Results(RecordSink sink, int buffer, Consumer<Ending> stop) {
        this.sink = sink;
        this.stop = stop;
        Channel<JobRecord> channel = Channel.open("results", Math.max(buffer, sink.ahead()));
        this.sender = channel.sender();
        this.receiver = channel.receiver();
    }

    /// Why the sink took no more; null if it has taken all so far. Any thread may ask.
    @Nullable
    Ending readerGone() {
        return readerGone;
    }

    /// Gets a record on its way to the sink, and waits while the reader does not keep up. A checkpoint, if it waits:
    /// it throws only if the record will not get there. A reader who has gone hears nothing more: the writer has
    /// closed the channel then, and has stopped the job, which the next checkpoint tells.
    void deliver(JobRecord each) throws InterruptedException {
        // Made before the lock is taken, which then is held no longer than it takes to hand it over.
        RecordSink.Ready ready = isClear() ? sink.ready(each) : null;
        if (writes(ready)) {
            return;
        }
        try {
            sender.send(each);
        } catch (ChannelBroken e) {
            // Nobody is left to be told.
        } catch (InterruptedException e) {
            written(1);
            throw e;
        }
    }

    private synchronized boolean isClear() {
        return underway == 0;
    }

    private synchronized boolean writes(RecordSink.@Nullable Ready ready) {
        if (ready != null && underway == 0 && ready.tryWrite()) {
            return true;
        }
        underway++;
        return false;
    }

    private synchronized void written(int count) {
        underway -= count;
    }

    /// Writes what comes through the channel, until there is no more or the reader has gone. A task's body.
    void write() throws InterruptedException {
        try (receiver) {
            pass();
        }
    }

    private void pass() throws InterruptedException {
        try {
            int most = Math.max(BATCH, sink.ahead());
            for (List<JobRecord> batch = receiver.receiveUpTo(most);
                    !batch.isEmpty();
                    batch = receiver.receiveUpTo(most)) {
                sink.write(batch);
                written(batch.size());
            }
        } catch (ReaderGone e) {
            // Before the channel breaks: a worker that gets rid of its record would begin another item.
            Ending gone = e.isStalled() ? Ending.CLIENT_STALLED : Ending.CLIENT;
            readerGone = gone;
            stop.accept(gone);
        }
    }

    /// Adds how it stands. Any thread may ask.
    void addTo(JobSums sums) {
        ChannelStatistics channel = sender.statistics();
        sums.add(JobGauge.RESULTS_ITEMS, channel.used());
        sums.add(JobGauge.RESULTS_CAPACITY, channel.capacity());
        sums.add(JobGauge.RESULTS_SENDING, channel.waitingSenders());
        sums.add(JobGauge.RESULTS_RECEIVING, channel.waitingReceivers());
    }

    /// No more is delivered: the writer ends when it has written the rest.
    @Override
    public void close() {
        sender.close();
    }
}

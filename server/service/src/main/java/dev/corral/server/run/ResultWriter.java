package dev.corral.server.run;

import dev.corral.nursery.Receiver;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink;
import dev.corral.server.stream.RecordSink.ReaderGone;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands a job's records to its sink, in batches, until there are no more or the reader has gone.
final class ResultWriter {
    /// Records that one write to the reader takes at most, unless the sink takes more ahead.
    private static final int BATCH = 256;

    private final RecordSink sink;
    private final Consumer<Ending> stop;
    private volatile @Nullable Ending readerGone;

    /// @param stop ends the job when the sink takes no more
    ResultWriter(RecordSink sink, Consumer<Ending> stop) {
        this.sink = sink;
        this.stop = stop;
    }

    /// Why the sink took no more; null if it has taken all so far. Any thread may ask.
    @Nullable
    Ending readerGone() {
        return readerGone;
    }

    /// A task's body.
    void run(Receiver<JobRecord> records) throws InterruptedException {
        try (records) {
            pass(records);
        }
    }

    private void pass(Receiver<JobRecord> records) throws InterruptedException {
        try {
            int most = Math.max(BATCH, sink.ahead());
            for (List<JobRecord> batch = records.receiveUpTo(most);
                    !batch.isEmpty();
                    batch = records.receiveUpTo(most)) {
                sink.write(batch);
            }
        } catch (ReaderGone e) {
            // Before the channel breaks: a worker that gets rid of its record would begin another item.
            Ending gone = e.isStalled() ? Ending.CLIENT_STALLED : Ending.CLIENT;
            readerGone = gone;
            stop.accept(gone);
        }
    }
}

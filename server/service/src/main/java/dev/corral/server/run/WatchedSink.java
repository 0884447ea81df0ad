package dev.corral.server.run;

import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells when records with bodies are written.
record WatchedSink(RecordSink sink, Holding holding) implements RecordSink {
    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        sink.write(records);
        records.forEach(holding::written);
    }

    @Override
    public @Nullable Ready ready(JobRecord each) {
        Ready ready = sink.ready(each);
        return ready == null
                ? null
                : () -> {
                    boolean written = ready.tryWrite();
                    if (written) {
                        holding.written(each);
                    }
                    return written;
                };
    }

    @Override
    public int ahead() {
        return sink.ahead();
    }
}

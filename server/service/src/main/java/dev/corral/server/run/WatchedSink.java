package dev.corral.server.run;

import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink;
import java.util.List;

/// Tells when records with bodies are written.
record WatchedSink(RecordSink sink, Holding holding) implements RecordSink {
    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        sink.write(records);
        records.forEach(holding::written);
    }

    @Override
    public boolean tryWrite(JobRecord each) {
        boolean written = sink.tryWrite(each);
        if (written) {
            holding.written(each);
        }
        return written;
    }

    @Override
    public int ahead() {
        return sink.ahead();
    }
}

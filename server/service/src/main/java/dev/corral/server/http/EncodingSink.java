package dev.corral.server.http;

import dev.corral.server.stream.Framing;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordSink;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// Turns a job's records into the bytes of its stream.
final class EncodingSink implements RecordSink {
    /// As much as goes to the reader at once.
    private static final int BATCH_BYTES = 16 * 1024;

    private final RecordEncoder encoder;
    private final ByteSink bytes;

    EncodingSink(Framing framing, ByteSink bytes) {
        this.encoder = new RecordEncoder(framing, 0);
        this.bytes = bytes;
    }

    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        Buffer batch = Buffer.buffer();
        for (JobRecord each : records) {
            batch.appendBytes(encoder.encode(each));
            if (batch.length() >= BATCH_BYTES) {
                bytes.write(batch);
                batch = Buffer.buffer();
            }
        }
        if (batch.length() > 0) {
            bytes.write(batch);
        }
        if (records.getLast() instanceof JobRecord.End) {
            // Whether the reader was there for it is asked next.
            bytes.flush();
        }
    }
}

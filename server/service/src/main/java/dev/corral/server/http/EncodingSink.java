package dev.corral.server.http;

import dev.corral.server.stream.Framing;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemEncoder;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordSink;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Turns a job's records into the bytes of its stream.
final class EncodingSink implements RecordSink {
    /// As much as goes to the reader at once.
    private static final int BATCH_BYTES = 16 * 1024;

    /// What a record may hold of a client's or an origin's, beside names, to go at once: more goes in slices.
    private static final int SHORT_CHARS = 4 * 1024;

    private final RecordEncoder encoder;
    private final ByteSink bytes;
    /// At rest: never more than there are processors, since none is held across a wait.
    private final Queue<ItemEncoder> itemEncoders = new ConcurrentLinkedQueue<>();

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

    @Override
    public @Nullable Ready ready(JobRecord each) {
        if (!(each instanceof JobRecord.ItemDone item) || !isShort(item)) {
            return null;
        }
        ItemEncoder idle = itemEncoders.poll();
        ItemEncoder mine = idle == null ? new ItemEncoder() : idle;
        byte[] fields = mine.encode(item);
        itemEncoders.add(mine);
        return () -> bytes.tryWrite(() -> encoder.number(fields));
    }

    private static boolean isShort(JobRecord.ItemDone item) {
        int chars = item.meta() == null ? 0 : item.meta().json().length();
        if (item.detail() instanceof ItemDetail.Fetched fetched) {
            chars += length(fetched.text()) + length(fetched.base64());
        }
        return chars <= SHORT_CHARS;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}

package dev.corral.server.http;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Suspension;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordSink;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a job's records to the response of its request. A write waits while the socket takes no more, so
/// that the reader's pace becomes the job's.
///
/// What belongs to the response is confined to its event loop; a write goes there and back once.
final class ResponseStream implements RecordSink {
    private static final int SLICE_BYTES = 16 * 1024;

    private final Context context;
    private final HttpServerResponse response;
    private final Duration writeIdle;
    private final RecordEncoder encoder = new RecordEncoder();

    // Confined to the event loop.
    private boolean gone;
    private @Nullable Suspension<Boolean> writing;

    /// @param context of the request
    /// @param writeIdle how long a reader may take nothing
    ResponseStream(Context context, HttpServerResponse response, Duration writeIdle) {
        this.context = context;
        this.response = response;
        this.writeIdle = writeIdle;
    }

    /// The connection is closed. On the event loop.
    void readerLeft() {
        gone = true;
        if (writing != null) {
            writing.fail(ReaderGone.left());
            writing = null;
        }
    }

    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        Buffer batch = Buffer.buffer();
        for (JobRecord each : records) {
            batch.appendBytes(encoder.encode(each));
            if (batch.length() >= SLICE_BYTES) {
                writeSlices(batch);
                batch = Buffer.buffer();
            }
        }
        writeSlices(batch);
    }

    /// In slices, so that a slow reader shows some progress within the write-idle limit whatever the size of
    /// a record.
    private void writeSlices(Buffer bytes) throws ReaderGone, InterruptedException {
        for (int from = 0; from < bytes.length(); from += SLICE_BYTES) {
            Buffer slice = bytes.slice(from, Math.min(bytes.length(), from + SLICE_BYTES));
            CancelScope scope = CancelScope.moveOnAfter(writeIdle, ignored -> send(slice));
            if (scope.cancelledCaught()) {
                throw ReaderGone.stalled();
            }
        }
    }

    private void send(Buffer bytes) throws ReaderGone, InterruptedException {
        try {
            Suspension.<Boolean>await(
                    "reader", suspension -> context.runOnContext(ignored -> sendOnLoop(bytes, suspension)));
        } catch (ReaderGone | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("writing failed with what no write throws", e);
        }
    }

    private void sendOnLoop(Buffer bytes, Suspension<Boolean> suspension) {
        if (gone) {
            suspension.fail(ReaderGone.left());
            return;
        }
        response.write(bytes).onFailure(e -> readerLeft());
        if (!response.writeQueueFull()) {
            suspension.resume(true);
            return;
        }
        writing = suspension;
        response.drainHandler(ignored -> drained());
    }

    private void drained() {
        if (writing != null) {
            writing.resume(true);
            writing = null;
        }
    }
}

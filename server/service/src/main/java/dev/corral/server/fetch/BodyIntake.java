package dev.corral.server.fetch;

import dev.corral.server.job.FetchDefaults;
import dev.corral.server.stream.ErrorKind;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// A body on its way: counts it, undoes its coding, keeps of it what the job asks for, and holds it to the
/// caps (S9). A body that reaches a cap is not taken further, and what is unpacked of one piece from the
/// network is bounded too: it runs on an event loop. To be closed.
final class BodyIntake implements AutoCloseable {
    /// How much longer than its wire form a body may be, once it is longer than [#RATIO_FREE_BYTES].
    private static final long MOST_RATIO = 100;

    private static final long RATIO_FREE_BYTES = 1 << 20;

    private final long most;
    private final BodyCapture capture;
    private final @Nullable Unpacker unpacker;
    private long wire;

    private BodyIntake(long most, BodyCapture capture, @Nullable Unpacker unpacker) {
        this.most = most;
        this.capture = capture;
        this.unpacker = unpacker;
    }

    /// @throws BodyFault if the coding is none that is taken
    static BodyIntake of(Head head, FetchDefaults defaults) throws BodyFault {
        Coding coding = Coding.of(head.codings());
        return new BodyIntake(
                defaults.maxBodyBytes(),
                BodyCapture.of(defaults.capture()),
                coding == Coding.AS_IT_IS ? null : Unpacker.of(coding));
    }

    /// For a body that nobody reads.
    static BodyIntake ignoring() {
        return new BodyIntake(Long.MAX_VALUE, BodyCapture.of(FetchDefaults.Capture.NONE), null);
    }

    void add(Buffer chunk) throws BodyFault {
        wire += chunk.length();
        if (wire > most) {
            throw new BodyFault(ErrorKind.BODY_TOO_LARGE, "the body is longer than max_body_bytes, " + most);
        }
        if (unpacker == null) {
            capture.add(chunk);
        } else {
            unpacker.feed(chunk.getBytes(), this::unpacked);
        }
    }

    private void unpacked(byte[] bytes, int length) throws BodyFault {
        capture.add(bytes, length);
        long sum = capture.bytes();
        if (sum > most) {
            throw new BodyFault(
                    ErrorKind.DECOMPRESSION_LIMIT, "the unpacked body is longer than max_body_bytes, " + most);
        }
        if (sum > RATIO_FREE_BYTES && sum > MOST_RATIO * wire) {
            throw new BodyFault(
                    ErrorKind.DECOMPRESSION_LIMIT,
                    "the body unpacks to more than " + MOST_RATIO + " times what was sent");
        }
    }

    /// The body has ended.
    ///
    /// @throws BodyFault if it is coded and not complete
    Answer.Content end() throws BodyFault {
        if (unpacker != null) {
            unpacker.end();
        }
        return new Answer.Content(capture.bytes(), wire, capture.captured());
    }

    long bytesWire() {
        return wire;
    }

    @Override
    public void close() {
        if (unpacker != null) {
            unpacker.close();
        }
    }
}

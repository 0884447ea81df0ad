package dev.corral.server.fetch;

import dev.corral.server.digest.Sha256;
import dev.corral.server.job.FetchDefaults;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/// Counts a body on its way, and keeps of it what the job asks for.
abstract sealed class BodyCapture {
    private long bytes;

    static BodyCapture of(FetchDefaults.Capture capture) {
        return switch (capture) {
            case NONE -> new Counter();
            case SHA256 -> new Hasher();
            case TEXT, BASE64 -> new Keeper(capture == FetchDefaults.Capture.TEXT);
        };
    }

    final void add(Buffer chunk) {
        bytes += chunk.length();
        keep(chunk);
    }

    /// @param piece of another's, its first bytes filled
    final void add(byte[] piece, int length) {
        bytes += length;
        keep(piece, length);
    }

    final long bytes() {
        return bytes;
    }

    abstract void keep(Buffer chunk);

    abstract void keep(byte[] piece, int length);

    abstract CapturedBody captured();

    private static final class Counter extends BodyCapture {
        @Override
        void keep(Buffer chunk) {
            // Counted, that is all.
        }

        @Override
        void keep(byte[] piece, int length) {
            // Likewise.
        }

        @Override
        CapturedBody captured() {
            return CapturedBody.NOTHING;
        }
    }

    private static final class Hasher extends BodyCapture {
        private final MessageDigest digest = Sha256.begin();

        @Override
        void keep(Buffer chunk) {
            digest.update(chunk.getBytes());
        }

        @Override
        void keep(byte[] piece, int length) {
            digest.update(piece, 0, length);
        }

        @Override
        CapturedBody captured() {
            return new CapturedBody(HexFormat.of().formatHex(digest.digest()), null, null);
        }
    }

    private static final class Keeper extends BodyCapture {
        private final boolean asText;
        private final Buffer kept = Buffer.buffer();

        Keeper(boolean asText) {
            this.asText = asText;
        }

        @Override
        void keep(Buffer chunk) {
            kept.appendBuffer(chunk);
        }

        @Override
        void keep(byte[] piece, int length) {
            kept.appendBytes(piece, 0, length);
        }

        @Override
        CapturedBody captured() {
            return asText
                    ? new CapturedBody(null, kept.toString(StandardCharsets.UTF_8), null)
                    : new CapturedBody(null, null, Base64.getEncoder().encodeToString(kept.getBytes()));
        }
    }
}

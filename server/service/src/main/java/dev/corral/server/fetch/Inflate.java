package dev.corral.server.fetch;

import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The coding `deflate`: a zlib stream (RFC 1950), or, as some servers have it, a bare DEFLATE stream (RFC
/// 1951). The first byte tells which: a bare stream that begins as a zlib header does is a stored block with
/// bits set that every compressor leaves 0.
final class Inflate extends Unpacker {
    private static final int METHOD_BITS = 0x0f;
    private static final int METHOD_DEFLATE = 8;

    private @Nullable Inflater inflater;

    @Override
    void feed(byte[] bytes, Sink sink) throws BodyFault {
        if (bytes.length == 0) {
            return;
        }
        if (inflater == null) {
            inflater = new Inflater((bytes[0] & METHOD_BITS) != METHOD_DEFLATE);
        }
        if (inflater.finished() || inflate(inflater, bytes, 0, sink) < bytes.length) {
            throw corrupt();
        }
    }

    @Override
    void end() throws BodyFault {
        if (inflater != null && !inflater.finished()) {
            throw cutShort();
        }
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}

package dev.corral.loadtest.side;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// Where a body ends: chunked, by length, or with the connection.
final class BodyFraming {
    private static final int CHUNK_DIGITS = 8;

    private final boolean chunked;
    private long left;
    private boolean over;
    private boolean first = true;

    private BodyFraming(boolean chunked, long left) {
        this.chunked = chunked;
        this.left = left;
        this.over = left == 0 && !chunked;
    }

    static BodyFraming none() {
        return new BodyFraming(false, 0);
    }

    static BodyFraming of(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new BodyFraming(true, 0);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return new BodyFraming(false, Long.MAX_VALUE);
        }
        try {
            return new BodyFraming(false, Long.parseUnsignedLong(length));
        } catch (NumberFormatException e) {
            throw new IOException("content-length is \"" + length + "\"; expected a whole number", e);
        }
    }

    /// The next byte of the body, or -1 at its end.
    int read(InputStream in) throws IOException {
        if (left == 0 && chunked && !over) {
            nextChunk(in);
        }
        if (over || left == 0) {
            return -1;
        }
        int b = in.read();
        if (b < 0) {
            if (left > Long.MAX_VALUE / 2) {
                over = true;
                return -1;
            }
            throw new EOFException("the body was cut short");
        }
        left--;
        return b;
    }

    private void nextChunk(InputStream in) throws IOException {
        if (!first) {
            expect(in, '\r');
            expect(in, '\n');
        }
        first = false;
        long size = 0;
        int digits = 0;
        for (int b = in.read(); b != '\r'; b = in.read()) {
            int digit = Character.digit(b, 16);
            if (digit < 0 || ++digits > CHUNK_DIGITS) {
                if (b < 0) {
                    throw new EOFException("the body was cut short between chunks");
                }
                throw new IOException("a chunk's size has the byte " + b + "; expected up to 8 hex digits");
            }
            size = 16 * size + digit;
        }
        expect(in, '\n');
        left = size;
        if (size == 0) {
            over = true;
            expect(in, '\r');
            expect(in, '\n');
        }
    }

    private static void expect(InputStream in, int wanted) throws IOException {
        int b = in.read();
        if (b != wanted) {
            throw b < 0
                    ? new EOFException("the body was cut short at a chunk's end")
                    : new IOException("the byte " + b + " after a chunk; expected " + wanted);
        }
    }
}

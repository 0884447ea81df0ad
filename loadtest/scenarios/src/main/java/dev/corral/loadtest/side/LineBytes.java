package dev.corral.loadtest.side;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a line until its end is there.
final class LineBytes {
    private static final int MAX_BYTES = 16 << 20;

    private byte[] bytes = new byte[256];
    private int size;

    void add(int b) throws IOException {
        if (size == bytes.length) {
            if (size >= MAX_BYTES) {
                throw new IOException("a line is longer than " + MAX_BYTES + " bytes");
            }
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) b;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// The line, with which the next one begins.
    String take() {
        String line = new String(bytes, 0, size, StandardCharsets.UTF_8);
        size = 0;
        return line;
    }
}

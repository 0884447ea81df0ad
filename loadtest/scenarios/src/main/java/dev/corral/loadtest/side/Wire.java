package dev.corral.loadtest.side;

import java.io.IOException;
import java.io.InputStream;

/// What a socket gives, through a buffer that only one thread uses: no lock for each byte.
final class Wire extends InputStream {
    private final InputStream in;
    private final byte[] buffer = new byte[16 << 10];
    private int next;
    private int end;

    Wire(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                return -1;
            }
        }
        return buffer[next++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (next == end) {
            return in.read(into, from, length);
        }
        int ready = Math.min(length, end - next);
        System.arraycopy(buffer, next, into, from, ready);
        next += ready;
        return ready;
    }
}

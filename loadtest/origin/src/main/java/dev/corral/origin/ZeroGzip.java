package dev.corral.origin;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// One gzip member (RFC 1952) that unpacks to a number of MiB of zeros, chunk by chunk and in flat memory.
///
/// A MiB is deflated once, up to a full flush: it then ends on a byte and refers to nothing before it, so that it can
/// be repeated. Only the checksum has to be brought up to date each time. Not thread-safe.
final class ZeroGzip {
    private static final byte[] MEBIBYTE = new byte[1 << 20];
    private static final Buffer DEFLATED_MEBIBYTE = Buffer.buffer(deflatedMebibyte());

    /// Magic, deflate, no flags, no time, no extra flags, unknown system.
    private static final Buffer HEADER = Buffer.buffer(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255});

    /// A last block without content: final bit, fixed codes, end of block.
    private static final byte[] LAST_BLOCK = {3, 0};

    private final long mebibytes;
    private final CRC32 checksum = new CRC32();
    private long position = -1;

    ZeroGzip(long mebibytes) {
        this.mebibytes = mebibytes;
    }

    private static byte[] deflatedMebibyte() {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            byte[] out = new byte[1 << 13];
            deflater.setInput(MEBIBYTE);
            int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(out, length);
        }
    }

    /// The next chunk, or null after the last.
    @Nullable
    Buffer next() {
        position++;
        if (position == 0) {
            return HEADER;
        }
        if (position <= mebibytes) {
            checksum.update(MEBIBYTE);
            return DEFLATED_MEBIBYTE;
        }
        return position == mebibytes + 1 ? trailer() : null;
    }

    private Buffer trailer() {
        ByteBuffer trailer = ByteBuffer.allocate(LAST_BLOCK.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        trailer.put(LAST_BLOCK).putInt((int) checksum.getValue()).putInt((int) (mebibytes << 20));
        return Buffer.buffer(trailer.array());
    }
}

package dev.corral.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;

/// The bytes of bodies: lines of the alphabet over and over, one block for all requests.
///
/// Direct memory, so that a write of any size hands the block itself to the kernel, without a copy.
final class Filler {
    static final int BLOCK_BYTES = 64 * 1024;

    /// 32 bytes, so that a block holds whole lines and a body of several blocks has no seam.
    static final String LINE = "abcdefghijklmnopqrstuvwxyz01234\n";

    private static final Buffer BLOCK = BufferInternal.buffer(Unpooled.unreleasableBuffer(block()));

    private Filler() {}

    private static ByteBuf block() {
        return Unpooled.directBuffer(BLOCK_BYTES)
                .writeBytes(LINE.repeat(BLOCK_BYTES / LINE.length()).getBytes(StandardCharsets.US_ASCII))
                .asReadOnly();
    }

    /// The first bytes of the filler, as many as asked for but at most one block; shared, not to be changed.
    static Buffer first(long bytes) {
        return bytes >= BLOCK_BYTES ? BLOCK : BLOCK.slice(0, (int) bytes);
    }
}

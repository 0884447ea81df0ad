package dev.corral.server.http;

import dev.corral.server.stream.RecordSink.ReaderGone;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/// Where the bytes of a stream go. Used by one task at a time.
interface ByteSink {
    /// Takes bytes, and waits while the reader does not keep up. A checkpoint.
    ///
    /// @throws ReaderGone if nobody will read any more
    void write(Buffer bytes) throws ReaderGone, InterruptedException;

    /// Takes bytes if that needs no waiting, and only then has them made; else false, and nothing changes.
    ///
    /// @param made gives few bytes, at once
    boolean tryWrite(Supplier<byte[]> made);

    /// Waits until all that was written is on its way. A checkpoint.
    ///
    /// @throws ReaderGone if nobody will read any more
    void flush() throws ReaderGone, InterruptedException;
}

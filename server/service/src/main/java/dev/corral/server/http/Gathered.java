package dev.corral.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/// Bytes that wait for their event loop to send them. Thread-safe.
final class Gathered {
    /// What the loop is to be told.
    enum Call {
        /// It knows.
        NOTHING,
        /// There is something.
        SOME,
        /// There is much.
        MUCH
    }

    private final int muchBytes;

    @GuardedBy("this")
    private Buffer bytes = Buffer.buffer();

    /// Whether the loop was told that there is something.
    @GuardedBy("this")
    private boolean told;

    Gathered(int muchBytes) {
        this.muchBytes = muchBytes;
    }

    synchronized Call add(Consumer<Buffer> more) {
        int before = bytes.length();
        more.accept(bytes);
        if (before < muchBytes && bytes.length() >= muchBytes) {
            told = true;
            return Call.MUCH;
        }
        Call call = told ? Call.NOTHING : Call.SOME;
        told = true;
        return call;
    }

    synchronized int length() {
        return bytes.length();
    }

    /// Everything, on the loop, which it is the loop's alone then; whatever comes from here on, it is told of.
    synchronized Buffer take() {
        told = false;
        Buffer taken = bytes;
        // As much is likely to come again.
        bytes = Buffer.buffer(taken.length());
        return taken;
    }
}

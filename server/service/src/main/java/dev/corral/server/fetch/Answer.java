package dev.corral.server.fetch;

import dev.corral.server.stream.ErrorKind;
import org.jspecify.annotations.Nullable;

/// What came of one request.
sealed interface Answer {
    /// When the request's parts happened, in nanoseconds from its start; -1 for what did not happen.
    record Times(long connected, long firstByte, long ended) {
        static final Times NONE = new Times(-1, -1, 0);
    }

    /// A body that came.
    ///
    /// @param bytes without its coding
    /// @param bytesWire as it was sent
    record Content(long bytes, long bytesWire, CapturedBody captured) {}

    /// The bytes of the body that came, as they were sent.
    long bytesWire();

    Times times();

    /// A complete answer.
    record Complete(Head head, Content content, Times times) implements Answer {
        @Override
        public long bytesWire() {
            return content.bytesWire();
        }
    }

    /// No answer, or not all of one.
    ///
    /// @param status what its head said; null if there was none
    record Broken(Fault fault, @Nullable Integer status, long bytesWire, Times times) implements Answer {
        /// Of a request that was not sent.
        static Broken unsent(ErrorKind kind, String detail) {
            return new Broken(new Fault(kind, detail), null, 0, Times.NONE);
        }
    }
}

package dev.corral.server.http;

import java.util.concurrent.atomic.AtomicLong;

/// Memory for bodies that have to be held whole, of all requests together. Thread-safe.
public final class BodyMemory {
    private final long mostBytes;
    private final AtomicLong taken = new AtomicLong();

    public BodyMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    long mostBytes() {
        return mostBytes;
    }

    /// A share of one request, which grows.
    Share share() {
        return new Share();
    }

    /// What one request holds. Used by one task at a time.
    final class Share implements AutoCloseable {
        private long bytes;

        /// False, and nothing changes, if there is no more.
        boolean grow(int more) {
            if (taken.addAndGet(more) > mostBytes) {
                taken.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        @Override
        public void close() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }
}

package dev.corral.server.run;

import java.util.concurrent.atomic.AtomicLong;

/// What one job may make this service send (S11). Attempts and redirects multiply its items: what goes beyond
/// one request for each item is capped, and so are the bytes of all requests. Thread-safe.
public final class Spending {
    /// Retries and followed redirects of one job, together.
    public static final long MOST_FURTHER_REQUESTS = 1_000_000;
    /// Bytes of all requests of one job, bodies included.
    public static final long MOST_BYTES_SENT = 16L << 30;

    private final AtomicLong further = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /// Whether one request more may be made that is not the first of its item; counts it.
    public boolean mayGoFurther() {
        return within(further, 1, MOST_FURTHER_REQUESTS);
    }

    /// Whether a request of that size may be sent; counts it.
    public boolean maySend(long size) {
        return within(bytes, size, MOST_BYTES_SENT);
    }

    /// What is refused is not counted: a smaller one may still fit.
    private static boolean within(AtomicLong spent, long more, long most) {
        long before = spent.get();
        while (before + more <= most) {
            if (spent.compareAndSet(before, before + more)) {
                return true;
            }
            before = spent.get();
        }
        return false;
    }
}

package dev.corral.nursery;

/// What bounds how many blocking calls run at once: a [Limiter], or something of one's own. Each call borrows
/// with an object of its own, and gives back with the same one.
public interface Permits {
    /// Borrows a permit, and waits while none is free. A checkpoint.
    void acquireOnBehalfOf(Object borrower) throws InterruptedException;

    /// Gives a permit back. Must not wait; called on a worker thread.
    void releaseOnBehalfOf(Object borrower);
}

package dev.corral.nursery;

/// What a user's callback throws that must throw nothing.
final class Uncaught {
    private Uncaught() {}

    /// Hands it to the uncaught exception handler of the current thread.
    static void handOver(Throwable thrown) {
        Thread here = Thread.currentThread();
        here.getUncaughtExceptionHandler().uncaughtException(here, thrown);
    }
}

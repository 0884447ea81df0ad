package dev.corral.server.run;

import dev.corral.nursery.Suspension;

/// Suspensions that nobody fails, without the checked exception that others may throw.
final class Waits {
    private Waits() {}

    static <T> T await(String subject, Suspension.Start<T> start) throws InterruptedException {
        try {
            return Suspension.await(subject, start);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a wait for " + subject + " was failed", e);
        }
    }
}

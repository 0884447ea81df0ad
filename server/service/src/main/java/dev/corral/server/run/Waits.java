package dev.corral.server.run;

import dev.corral.nursery.Offload;
import dev.corral.nursery.Suspension;

/// Waits that nobody fails by a checked exception, without the one that others may throw.
public final class Waits {
    private Waits() {}

    /// As [Suspension#await], for an operation that tells its failures as values. A checkpoint.
    public static <T> T await(String subject, Suspension.Start<T> start) throws InterruptedException {
        return plain(() -> Suspension.await(subject, start));
    }

    /// As [Offload#run], for a call that tells its failures as values. A checkpoint.
    public static <T> T blocking(Offload offload, BlockingCall<T> call) throws InterruptedException {
        return plain(() -> offload.run(call::call));
    }

    /// A blocking call that tells its failures as values.
    @FunctionalInterface
    public interface BlockingCall<T> {
        T call();
    }

    private interface Wait<T> {
        T end() throws Exception;
    }

    private static <T> T plain(Wait<T> wait) throws InterruptedException {
        try {
            return wait.end();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a wait was failed by what it does not declare", e);
        }
    }
}

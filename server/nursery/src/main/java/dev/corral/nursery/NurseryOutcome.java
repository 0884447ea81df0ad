package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went wrong in a nursery, and what it therefore leaves with.
final class NurseryOutcome {
    @GuardedBy("this")
    private final List<Throwable> failures = new ArrayList<>(0);

    /// A cancellation that came from outside and ended the body or a task.
    @GuardedBy("this")
    private @Nullable CancelCause cutShort;

    @GuardedBy("this")
    private @Nullable InterruptedException interrupted;

    /// A task or the body failed. Recorded before anybody can learn of it and fail in turn.
    synchronized void failed(Throwable thrown) {
        failures.add(thrown);
    }

    synchronized void cutShort(CancelCause cause) {
        cutShort = cause;
    }

    synchronized void interrupted(InterruptedException e) {
        interrupted = e;
    }

    /// @param node of the nursery, left
    synchronized void throwIfBad(String nursery, CancelNode node) throws NurseryFailed, InterruptedException {
        InterruptedException foreign = interrupted;
        if (foreign != null) {
            // The wait left the flag up; an exception tells it now.
            Thread.interrupted();
        }
        if (!failures.isEmpty()) {
            if (foreign != null) {
                failures.add(foreign);
            }
            throw new NurseryFailed(nursery, failures);
        }
        if (foreign != null) {
            throw foreign;
        }
        if (cutShort != null && !node.absorbs()) {
            throw new Cancelled(node.reachingCaller(cutShort));
        }
    }
}

package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went wrong in a nursery, and what it therefore leaves with.
final class NurseryOutcome {
    /// Apart from the others, so that it is kept even where there is no memory for a list.
    @GuardedBy("this")
    private @Nullable Throwable first;

    @GuardedBy("this")
    private final List<Throwable> later = new ArrayList<>(0);

    /// A cancellation that came from outside and ended the body or a task.
    @GuardedBy("this")
    private @Nullable CancelCause cutShort;

    @GuardedBy("this")
    private @Nullable InterruptedException interrupted;

    /// A task or the body failed. Recorded before anybody can learn of it and fail in turn.
    synchronized void failed(Throwable thrown) {
        if (first == null) {
            first = thrown;
        } else {
            later.add(thrown);
        }
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
        if (first != null) {
            throw new NurseryFailed(nursery, failuresLocked(first));
        }
        if (foreign != null) {
            throw foreign;
        }
        if (cutShort != null && !node.absorbs()) {
            throw new Cancelled(node.reachingCaller(cutShort));
        }
    }

    @GuardedBy("this")
    private List<Throwable> failuresLocked(Throwable firstFailure) {
        List<Throwable> failures = new ArrayList<>(later.size() + 2);
        failures.add(firstFailure);
        failures.addAll(later);
        if (interrupted != null) {
            failures.add(interrupted);
        }
        return failures;
    }
}

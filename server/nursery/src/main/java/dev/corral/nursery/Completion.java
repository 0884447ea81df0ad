package dev.corral.nursery;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/// How a task ended, and who waits to learn it: the part of a [Task] that outlives its thread.
///
/// ```
///   null ──first waiter──> Followers ──┐
///     └───────────────────────────────┴── settled ──> Followers.ENDED
/// ```
///
/// What the task gave or threw is written before that last step and read after it, so the one volatile field
/// publishes the rest. A task that nobody waits for, and most are such, pays for one atomic exchange.
abstract sealed class Completion<T> permits Task {
    /// And not a variable handle, whose first use makes objects: a task must be able to end without memory.
    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    private static final AtomicReferenceFieldUpdater<Completion, @Nullable Followers> FOLLOWERS =
            AtomicReferenceFieldUpdater.newUpdater(Completion.class, Followers.class, "followers");

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            // A class that runs out of memory in its initialisation is lost to the process, and with it whoever
            // needs it: what the end of a task needs is there before the first task is.
            for (Class<?> needed : List.of(
                    Followers.class, TaskState.class, CancelCause.class, CancelSource.class, CancelWave.class)) {
                lookup.ensureInitialized(needed);
            }
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable T value;
    private @Nullable Throwable failure;
    private @Nullable TaskState end;

    private volatile @Nullable Followers followers;

    /// Null until it has ended.
    final @Nullable TaskState end() {
        return hasEnded() ? end : null;
    }

    /// What the body threw, once it has ended; null if it succeeded.
    final @Nullable Throwable failure() {
        return hasEnded() ? failure : null;
    }

    final @Nullable T value() {
        return hasEnded() ? value : null;
    }

    private boolean hasEnded() {
        return followers == Followers.ENDED;
    }

    final void settleSucceeded(@Nullable T result) {
        value = result;
        settle(TaskState.SUCCEEDED);
    }

    final void settleFailed(Throwable thrown) {
        failure = thrown;
        settle(TaskState.FAILED);
    }

    final void settleCancelled(Cancelled thrown) {
        failure = thrown;
        settle(TaskState.CANCELLED);
    }

    private void settle(TaskState state) {
        end = state;
        Followers waiting = FOLLOWERS.getAndSet(this, Followers.ENDED);
        if (waiting != null) {
            waiting.end();
        }
    }

    /// Who waits for the end; turns everybody away once that has come.
    final Followers followers() {
        Followers present = followers;
        if (present != null) {
            return present;
        }
        Followers first = new Followers();
        // Once there are any, there always are.
        return FOLLOWERS.compareAndSet(this, null, first) ? first : Objects.requireNonNull(followers);
    }
}

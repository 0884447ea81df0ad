package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a task ended, and who waits to learn it.
final class Completion<T> {
    @GuardedBy("this")
    private @Nullable T value;

    @GuardedBy("this")
    private @Nullable Throwable failure;

    @GuardedBy("this")
    private @Nullable TaskState end;

    @GuardedBy("this")
    private @Nullable List<EndCell> followers;

    synchronized @Nullable TaskState end() {
        return end;
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    synchronized @Nullable T value() {
        return value;
    }

    void succeeded(@Nullable T result) {
        settle(result, null, TaskState.SUCCEEDED);
    }

    void failed(Throwable thrown) {
        settle(null, thrown, TaskState.FAILED);
    }

    void cancelled(Cancelled thrown) {
        settle(null, thrown, TaskState.CANCELLED);
    }

    private void settle(@Nullable T result, @Nullable Throwable thrown, TaskState state) {
        List<EndCell> waiting;
        synchronized (this) {
            value = result;
            failure = thrown;
            end = state;
            waiting = followers == null ? List.of() : followers;
            followers = null;
        }
        for (EndCell cell : waiting) {
            if (cell.complete(null)) {
                cell.wake();
            }
        }
    }

    /// Queues a waiter; false if there is nothing left to wait for.
    synchronized boolean follow(EndCell cell) {
        if (end != null) {
            return false;
        }
        if (followers == null) {
            followers = new ArrayList<>(1);
        }
        return followers.add(cell);
    }

    private synchronized void forget(EndCell cell) {
        if (followers != null) {
            followers.remove(cell);
        }
    }

    /// Waits for the end of another task.
    static final class EndCell extends WaitCell {
        private final Task<?> awaited;
        private final Completion<?> completion;

        EndCell(Task<?> waiter, Task<?> awaited, Completion<?> completion) {
            super(waiter);
            this.awaited = awaited;
            this.completion = completion;
        }

        @Override
        WaitKind kind() {
            return WaitKind.FUTURE;
        }

        @Override
        String subject() {
            return awaited.name();
        }

        @Override
        void removed() {
            completion.forget(this);
        }
    }
}

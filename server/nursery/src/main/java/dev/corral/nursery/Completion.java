package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
    private @Nullable WaitQueue<EndCell> followers;

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
        @Nullable WaitQueue<EndCell> waiting;
        synchronized (this) {
            value = result;
            failure = thrown;
            end = state;
            waiting = followers;
            followers = null;
        }
        if (waiting != null) {
            wakeAll(waiting);
        }
    }

    /// Nobody else has this queue now: who is stopped finds no followers to withdraw from.
    private static void wakeAll(WaitQueue<EndCell> waiting) {
        for (EndCell cell = waiting.poll(); cell != null; cell = waiting.poll()) {
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
            followers = new WaitQueue<>();
        }
        followers.add(cell);
        return true;
    }

    private synchronized void forget(EndCell cell) {
        if (followers != null) {
            followers.remove(cell);
        }
    }

    /// Waits for the end of another task.
    static final class EndCell extends QueuedCell<EndCell> {
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
        void withdraw() {
            completion.forget(this);
        }
    }
}

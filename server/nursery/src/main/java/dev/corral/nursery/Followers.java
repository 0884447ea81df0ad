package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/// Those who wait for the end of one task, and what is done at it.
final class Followers {
    /// Of every task that has ended.
    static final Followers ENDED = new Followers();

    static {
        ENDED.end();
    }

    @GuardedBy("this")
    private final WaitQueue<EndCell> queue = new WaitQueue<>();

    @GuardedBy("this")
    private boolean ended;

    /// Written under the monitor and before the end, read after that.
    private @Nullable Runnable action;

    /// Queues a waiter; false if there is nothing left to wait for.
    synchronized boolean add(EndCell cell) {
        if (ended) {
            return false;
        }
        queue.add(cell);
        return true;
    }

    /// Sets what is done when the task has ended, on its thread, once; it is done here if that is over.
    void then(Runnable atEnd) {
        if (!keep(atEnd)) {
            atEnd.run();
        }
    }

    private synchronized boolean keep(Runnable atEnd) {
        if (!ended) {
            action = atEnd;
        }
        return !ended;
    }

    private synchronized void forget(EndCell cell) {
        queue.remove(cell);
    }

    /// The task has ended: all go on, and nobody can be added from here on.
    void end() {
        for (EndCell cell = next(); cell != null; cell = next()) {
            if (cell.complete(null)) {
                cell.wake();
            }
        }
        if (action != null) {
            action.run();
        }
    }

    private synchronized @Nullable EndCell next() {
        ended = true;
        return queue.poll();
    }

    /// Waits for the end of another task.
    static final class EndCell extends QueuedCell<EndCell> {
        private final Task<?> awaited;
        private final Followers followers;

        EndCell(Task<?> waiter, Task<?> awaited) {
            super(waiter);
            this.awaited = awaited;
            this.followers = awaited.followers();
        }

        /// Queues this wait; false if there is nothing left to wait for.
        boolean join() {
            return followers.add(this);
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
            followers.forget(this);
        }
    }
}

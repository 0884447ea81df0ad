package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tasks that the code of one blocking call has brought back and that have not ended. When the task that
/// waits for the call goes on, no more come in, and it waits for the last of them.
final class Reentries {
    private final OffloadCall<?> call;

    @GuardedBy("this")
    private final List<Task<?>> tasks = new ArrayList<>(0);

    @GuardedBy("this")
    private boolean left;

    /// The wait for the last of them, once the call was left.
    @GuardedBy("this")
    private @Nullable ReentryCell last;

    Reentries(OffloadCall<?> call) {
        this.call = call;
    }

    /// Takes in a task that has not been launched; false if it comes too late.
    synchronized boolean enter(Task<?> back) {
        return !left && tasks.add(back);
    }

    void ended(Task<?> back) {
        ReentryCell cell;
        synchronized (this) {
            tasks.remove(back);
            cell = tasks.isEmpty() ? last : null;
        }
        if (cell != null && cell.complete(null)) {
            cell.wake();
        }
    }

    /// The waiting task goes on. A cancellation of it has reached these through the tree; an interrupt has not.
    ///
    /// @param interrupted why they are to be cancelled; null if they are not
    void leave(@Nullable CancelCause interrupted) throws InterruptedException {
        List<Task<?>> remaining;
        ReentryCell cell;
        synchronized (this) {
            left = true;
            if (tasks.isEmpty()) {
                return;
            }
            remaining = List.copyOf(tasks);
            cell = new ReentryCell(call.task, call);
            last = cell;
        }
        if (interrupted != null) {
            remaining.forEach(back -> back.cancel(interrupted));
        }
        Task.awaitPlain(cell);
    }
}

package dev.corral.nursery.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a run in which nobody can go on: it is written down who waits for what, and then the tasks
/// are brought to their end, so that the run can fail. First by a cancellation; tasks that are shielded from
/// it, by interrupts. Only an operation that has promised to answer to those and does not can hold out.
final class Deadlock {
    @GuardedBy("this")
    private @Nullable Task<?> root;

    @GuardedBy("this")
    private @Nullable String tree;

    synchronized void runBegins(Task<?> rootTask) {
        root = rootTask;
        tree = null;
    }

    void found() {
        Task<?> cancelled = firstFound();
        if (cancelled != null) {
            cancelled.cancel("deadlock: no task can go on");
        }
    }

    void resisted(List<Thread> stuck) {
        stuck.forEach(Thread::interrupt);
    }

    /// What to cancel; null if that was done before.
    private synchronized @Nullable Task<?> firstFound() {
        Task<?> found = tree == null ? root : null;
        if (tree == null) {
            tree = TaskTree.snapshot().toText();
        }
        return found;
    }

    /// The run has ended.
    ///
    /// @param thrown what it would fail with, null if it would not
    /// @throws AssertionError if it was stuck
    synchronized void runEnded(String backend, @Nullable Throwable thrown) {
        String found = tree;
        root = null;
        tree = null;
        if (found != null) {
            throw new AssertionError(
                    "deadlock in a run on " + backend
                            + ": every task waits, no timer is set and no worker is busy. When that was seen:\n"
                            + found,
                    thrown);
        }
    }
}

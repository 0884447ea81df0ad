package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Owned by one task at a time. For state that must stay whole across checkpoints; for state that is only
/// touched between two of them, plain `synchronized` is simpler.
///
/// Not re-entrant: a second acquire by the owner is an error at once, as is a release by anybody else. A
/// release hands the lock to the task that has waited longest, which is its owner from that moment. A task
/// that ends as owner breaks the lock: all who wait for it, and all who come, throw [LockBroken].
///
/// Thread-safe; usable in several runs. What happens before a release happens before the return of the next
/// acquire.
public final class Lock {
    private final WaitLine line;
    private final boolean fast;

    @GuardedBy("line")
    private @Nullable Task<?> owner;

    /// The task that has ended as owner; null if none has.
    @GuardedBy("line")
    private @Nullable String brokenBy;

    /// Those of its conditions. Kept by who waits in them, so that a lock does not keep every condition that
    /// was ever made for it.
    @GuardedBy("line")
    private final Set<WaitLine> conditions = Collections.newSetFromMap(new WeakHashMap<>(2));

    private Lock(String name, boolean fast) {
        this.line = new WaitLine(WaitKind.LOCK, name);
        this.fast = fast;
    }

    /// A lock that nobody owns.
    ///
    /// @param name shown in task trees
    public static Lock named(String name) {
        return new Lock(Objects.requireNonNull(name, "name"), false);
    }

    /// A lock whose uncontended acquire does not give way to other tasks: it only sees whether the task is
    /// cancelled. Quicker, and unfair to tasks that wait for the thread.
    public static Lock fast(String name) {
        return new Lock(Objects.requireNonNull(name, "name"), true);
    }

    /// Takes the lock, and waits while another task owns it. A checkpoint: either the task owns the lock and
    /// this returns, or it does not and this throws.
    ///
    /// @throws IllegalStateException if this task owns it
    /// @throws LockBroken if its owner has ended without releasing it, before or while this waits
    public void acquire() throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        WaitLine.Cell cell;
        synchronized (line) {
            cell = takeLocked(task) ? null : line.join(task);
        }
        if (cell != null) {
            awaitTurn(cell);
        }
        task.ownedLocks().add(this);
        if (cell == null && !fast) {
            task.checkpointPassed();
        }
    }

    /// Waits until the cell's turn has come, or the lock is broken.
    void awaitTurn(WaitLine.Cell cell) throws InterruptedException {
        try {
            cell.await();
        } catch (WaitCell.Failed e) {
            if (e.error instanceof LockBroken why) {
                throw why;
            }
            throw new IllegalStateException(e.error);
        }
    }

    /// Takes the lock if that needs no waiting; false if another task owns it. Not a checkpoint.
    ///
    /// @throws IllegalStateException if this task owns it
    /// @throws LockBroken if its owner has ended without releasing it
    public boolean tryAcquire() {
        Task<?> task = Task.current();
        boolean taken;
        synchronized (line) {
            taken = takeLocked(task);
        }
        if (taken) {
            task.ownedLocks().add(this);
        }
        return taken;
    }

    @GuardedBy("line")
    private boolean takeLocked(Task<?> task) {
        if (brokenBy != null) {
            throw new LockBroken(line.name(), brokenBy);
        }
        if (owner == task) {
            throw new IllegalStateException(
                    "task " + task.name() + " owns lock " + line.name() + " and wants it again: it is not re-entrant");
        }
        if (owner != null) {
            return false;
        }
        owner = task;
        return true;
    }

    /// Gives the lock up. Not a checkpoint; works in a cancelled scope.
    ///
    /// @throws IllegalStateException if this task does not own it
    /// @throws LockBroken if another task has ended as its owner, in a [Condition#await] of this one
    public void release() {
        Task<?> task = Task.current();
        WaitLine.Cell next;
        synchronized (line) {
            requireOwnerLocked(task);
            next = line.next();
            owner = next == null ? null : next.task;
        }
        task.ownedLocks().remove(this);
        WaitLine.wake(next);
    }

    @GuardedBy("line")
    private void requireOwnerLocked(Task<?> task) {
        if (brokenBy != null) {
            throw new LockBroken(line.name(), brokenBy);
        }
        if (owner != task) {
            throw new IllegalStateException("task " + task.name() + " does not own lock " + line.name()
                    + ": it is owned by " + (owner == null ? "nobody" : "task " + owner.name()));
        }
    }

    /// A task has ended as owner. Who waits in a condition has come there as owner, before that task.
    void orphaned(Task<?> task) {
        List<WaitLine> lines;
        synchronized (line) {
            if (owner != task) {
                return;
            }
            owner = null;
            brokenBy = task.name();
            lines = new ArrayList<>(conditions);
        }
        lines.add(line);
        lines.forEach(waiting -> tellBroken(waiting, task));
    }

    private void tellBroken(WaitLine waiting, Task<?> owned) {
        List<WaitLine.Cell> woken;
        synchronized (waiting) {
            woken = waiting.failAll(() -> new LockBroken(line.name(), owned.name()));
        }
        WaitLine.wake(woken);
    }

    /// A new condition's line: who waits there is told when the lock breaks.
    void guards(WaitLine condition) {
        synchronized (line) {
            conditions.add(condition);
        }
    }

    /// Acquires, calls, and releases whatever happens. A checkpoint.
    ///
    /// @throws IllegalStateException if the call has released the lock, unless it failed
    /// @throws LockBroken as [#acquire] does; inside, as [Condition#await] does
    public <T extends @Nullable Object, X extends Exception> T withLock(Limiter.Call<T, X> call)
            throws X, InterruptedException {
        acquire();
        // What the call throws comes first, and what the release throws is suppressed on it.
        try (Held _ = this::releaseUnlessBroken) {
            return call.call();
        }
    }

    /// Broken while this task had it, that is in a condition, it is no task's to release; the call was told.
    private void releaseUnlessBroken() {
        if (!isBroken()) {
            release();
        }
    }

    private boolean isBroken() {
        synchronized (line) {
            return brokenBy != null;
        }
    }

    /// For a condition: acquires the lock whatever cancels or interrupts. The interrupt is there again after.
    void acquireWithoutFail() {
        boolean interrupted = false;
        while (true) {
            try {
                CancelScope.shielded(scope -> acquire());
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// For a condition: whether this task may wait and notify.
    void requireOwner(Task<?> task) {
        synchronized (line) {
            requireOwnerLocked(task);
        }
    }

    /// The task that owns it now; null if none does.
    public @Nullable Task<?> owner() {
        synchronized (line) {
            return owner;
        }
    }

    /// Tasks that wait for it.
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    String name() {
        return line.name();
    }

    @Override
    public String toString() {
        Task<?> now = owner();
        return "Lock[" + line.name() + ", " + (now == null ? "free" : "owned by " + now.name()) + ", " + waiting()
                + " waiting]";
    }

    @FunctionalInterface
    private interface Held extends AutoCloseable {
        @Override
        void close();
    }
}

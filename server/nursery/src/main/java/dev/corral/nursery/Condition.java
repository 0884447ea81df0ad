package dev.corral.nursery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Lets tasks wait until a state that a [Lock] guards is as they need it, and others tell them that it may
/// be.
///
/// Waiting and notifying need the lock. A woken task queues for the lock again, and should look at the state
/// again: [#awaitUntil] does.
public final class Condition {
    private final Lock lock;
    private final WaitLine line;

    /// @param lock guards the state; several conditions may share one
    public Condition(Lock lock) {
        this.lock = Objects.requireNonNull(lock, "lock");
        this.line = new WaitLine(WaitKind.LOCK, lock.name());
        lock.guards(line);
    }

    /// Releases the lock, waits to be notified, and acquires the lock again. A checkpoint; if it is
    /// cancelled or interrupted, it acquires the lock again before it throws, so that clean-up runs with the
    /// lock.
    ///
    /// @throws IllegalStateException if this task does not own the lock
    /// @throws LockBroken if the lock broke, before or meanwhile: then this task does not own it, whatever else
    ///     has ended the wait
    public void await() throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        lock.requireOwner(task);
        WaitLine.Cell cell;
        synchronized (line) {
            cell = line.join(task);
        }
        lock.release();
        try {
            lock.awaitTurn(cell);
        } finally {
            lock.acquireWithoutFail();
        }
    }

    /// Waits until a predicate holds, which is asked with the lock, now and after each notification. A
    /// checkpoint even if it holds at once.
    public void awaitUntil(Predicate predicate) throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        lock.requireOwner(task);
        while (!predicate.test()) {
            await();
        }
        task.checkpointPassed();
    }

    /// Wakes up to so many of those who wait, longest first. Not a checkpoint.
    ///
    /// @throws IllegalStateException if this task does not own the lock
    public void notify(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most is " + most + ", expected 0 or more");
        }
        lock.requireOwner(Task.current());
        List<WaitLine.Cell> woken = new ArrayList<>();
        synchronized (line) {
            for (WaitLine.Cell cell = most == 0 ? null : line.next(); cell != null; ) {
                woken.add(cell);
                cell = woken.size() < most ? line.next() : null;
            }
        }
        WaitLine.wake(woken);
    }

    /// Wakes all who wait. Not a checkpoint.
    ///
    /// @throws IllegalStateException if this task does not own the lock
    public void notifyWaiters() {
        notify(Integer.MAX_VALUE);
    }

    /// Tasks that wait to be notified.
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    @Override
    public String toString() {
        return "Condition[" + lock.name() + ", " + waiting() + " waiting]";
    }

    /// What is waited for.
    @FunctionalInterface
    public interface Predicate {
        boolean test();
    }
}

package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/// A count that cannot fall below zero: acquiring lowers it, and waits while it is zero; releasing raises it.
/// Unlike a [Limiter] it has no borrowers: any task may release what another has acquired.
///
/// A release hands its permit to the task that has waited longest; the count stays zero, and nobody can come
/// between. Thread-safe; usable in several runs. What happens before [#release] happens before the return of
/// the [#acquire] that it lets go on.
public final class Semaphore {
    private final WaitLine line;
    private final int max;

    @GuardedBy("line")
    private int value;

    private Semaphore(String name, int initial, int max) {
        if (initial < 0 || initial > max) {
            throw new IllegalArgumentException("initial is " + initial + ", expected 0 to " + max);
        }
        this.line = new WaitLine(WaitKind.LIMITER, name);
        this.value = initial;
        this.max = max;
    }

    /// A semaphore without upper bound.
    ///
    /// @param name shown in task trees
    /// @throws IllegalArgumentException if `initial` is negative
    public static Semaphore of(String name, int initial) {
        return new Semaphore(name, initial, Integer.MAX_VALUE);
    }

    /// A semaphore that takes a release above `max` for the mistake that it is.
    ///
    /// @throws IllegalArgumentException if `initial` is negative or above `max`
    public static Semaphore bounded(String name, int initial, int max) {
        return new Semaphore(name, initial, max);
    }

    /// Takes a permit, and waits while there is none. A checkpoint: either a permit was taken and this
    /// returns, or none was and this throws.
    public void acquire() throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        WaitLine.Cell cell;
        synchronized (line) {
            cell = takeLocked() ? null : line.join(task);
        }
        WaitLine.await(task, cell);
    }

    /// Takes a permit if that needs no waiting; false if it would. Not a checkpoint.
    public boolean tryAcquire() {
        synchronized (line) {
            return takeLocked();
        }
    }

    @GuardedBy("line")
    private boolean takeLocked() {
        if (value == 0) {
            return false;
        }
        value--;
        return true;
    }

    /// Gives a permit back, or adds one. Not a checkpoint; any thread may call it, also in a cancelled scope.
    ///
    /// @throws IllegalStateException if the semaphore is bounded and full
    public void release() {
        WaitLine.Cell granted;
        synchronized (line) {
            granted = line.next();
            if (granted == null) {
                if (value == max) {
                    throw new IllegalStateException("semaphore " + line.name()
                            + " is full: more was released than acquired, its bound is " + max);
                }
                value++;
            }
        }
        WaitLine.wake(granted);
    }

    /// Permits that can be taken now.
    public int value() {
        synchronized (line) {
            return value;
        }
    }

    /// Tasks that wait for a permit.
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    @Override
    public String toString() {
        synchronized (line) {
            return "Semaphore[" + line.name() + ", " + value + ", " + line.size() + " waiting]";
        }
    }
}

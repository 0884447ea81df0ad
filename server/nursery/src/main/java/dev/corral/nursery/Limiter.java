package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Bounds how many do something at once. Each permit is lent to a borrower, by default the task itself, so
/// that giving back what one does not have, or borrowing twice, is an error at once and not a dead end later.
///
/// Permits are granted in order of arrival. Thread-safe; usable in several runs.
public final class Limiter implements Permits {
    /// A total that never makes anybody wait.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final String name;

    @GuardedBy("this.borrowers")
    private final Set<Object> borrowers = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Who waits for a permit: until it is granted, or until the task whose wait was stopped has withdrawn
    /// it.
    @GuardedBy("this.borrowers")
    private final Set<Object> askers = Collections.newSetFromMap(new IdentityHashMap<>());

    @GuardedBy("this.borrowers")
    private final WaitQueue<PermitCell> waiters = new WaitQueue<>();

    @GuardedBy("this.borrowers")
    private int total;

    /// @param name shown in task trees and metrics
    /// @param total permits; 0 makes everybody wait until it is raised
    public Limiter(String name, int total) {
        this.name = Objects.requireNonNull(name, "name");
        this.total = checked(total);
    }

    private static int checked(int total) {
        if (total < 0) {
            throw new IllegalArgumentException(
                    "total is " + total + ", expected 0 or more permits, or Limiter.UNLIMITED");
        }
        return total;
    }

    public String name() {
        return name;
    }

    /// Borrows a permit for the current task, and waits while none is free. A checkpoint.
    ///
    /// @throws IllegalStateException if the task has a permit of this limiter
    public void acquire() throws InterruptedException {
        acquireOnBehalfOf(Task.current());
    }

    /// Like [#acquire], for any borrower, told by identity.
    @Override
    public void acquireOnBehalfOf(Object borrower) throws InterruptedException {
        Objects.requireNonNull(borrower, "borrower");
        Task<?> task = Task.checkpointStart();
        PermitCell cell = null;
        boolean known;
        synchronized (borrowers) {
            known = isKnownLocked(borrower);
            if (!known && !lendLocked(borrower)) {
                cell = new PermitCell(task, this, borrower);
                waiters.add(cell);
                askers.add(borrower);
            }
        }
        refuseIf(known, borrower);
        if (cell == null) {
            task.checkpointPassed();
        } else {
            Task.awaitPlain(cell);
        }
    }

    /// Borrows a permit for the current task if that needs no waiting; false if it would. Not a checkpoint.
    ///
    /// @throws IllegalStateException if the task has a permit of this limiter
    public boolean tryAcquire() {
        return tryAcquireOnBehalfOf(Task.current());
    }

    /// Like [#tryAcquire], for any borrower.
    public boolean tryAcquireOnBehalfOf(Object borrower) {
        Objects.requireNonNull(borrower, "borrower");
        boolean known;
        boolean lent;
        synchronized (borrowers) {
            known = isKnownLocked(borrower);
            lent = !known && lendLocked(borrower);
        }
        refuseIf(known, borrower);
        return lent;
    }

    @GuardedBy("this.borrowers")
    private boolean isKnownLocked(Object borrower) {
        return borrowers.contains(borrower) || askers.contains(borrower);
    }

    /// Without the lock, since a borrower's text is the user's code.
    private void refuseIf(boolean known, Object borrower) {
        if (known) {
            throw new IllegalStateException(borrower + " has or awaits a permit of limiter " + name
                    + " and asks for another: it would wait for itself");
        }
    }

    @GuardedBy("this.borrowers")
    private boolean lendLocked(Object borrower) {
        if (borrowers.size() >= total || waiters.size() > 0) {
            return false;
        }
        return borrowers.add(borrower);
    }

    /// Gives the current task's permit back. Not a checkpoint; works in a cancelled scope.
    ///
    /// @throws IllegalStateException if the task has none
    public void release() {
        releaseOnBehalfOf(Task.current());
    }

    /// Like [#release], for any borrower; any thread may call it.
    @Override
    public void releaseOnBehalfOf(Object borrower) {
        boolean had;
        PermitCell granted;
        synchronized (borrowers) {
            had = borrowers.remove(borrower);
            granted = had ? grantNextLocked() : null;
        }
        if (!had) {
            throw new IllegalStateException(borrower + " has no permit of limiter " + name + " to give back");
        }
        if (granted != null) {
            granted.wake();
        }
    }

    /// Changes the number of permits. Raising it wakes as many as now fit; lowering it takes nothing back,
    /// and grants no permit until enough were given back.
    public void total(int permits) {
        List<PermitCell> granted;
        synchronized (borrowers) {
            total = checked(permits);
            granted = grantAllLocked();
        }
        granted.forEach(WaitCell::wake);
    }

    @GuardedBy("this.borrowers")
    private List<PermitCell> grantAllLocked() {
        List<PermitCell> granted = new ArrayList<>();
        for (PermitCell cell = grantNextLocked(); cell != null; cell = grantNextLocked()) {
            granted.add(cell);
        }
        return granted;
    }

    /// Lends a permit to the first who waits; null if nobody does, or none is free.
    @GuardedBy("this.borrowers")
    private @Nullable PermitCell grantNextLocked() {
        while (borrowers.size() < total) {
            PermitCell cell = waiters.poll();
            if (cell == null || cell.complete(null)) {
                return cell == null ? null : lentLocked(cell);
            }
        }
        return null;
    }

    @GuardedBy("this.borrowers")
    private PermitCell lentLocked(PermitCell cell) {
        askers.remove(cell.borrower);
        borrowers.add(cell.borrower);
        return cell;
    }

    /// Acquires, calls, and releases whatever happens. A checkpoint.
    public <T extends @Nullable Object, X extends Exception> T withPermit(Call<T, X> call)
            throws X, InterruptedException {
        acquire();
        try {
            return call.call();
        } finally {
            release();
        }
    }

    /// Who has a permit now, in no order: tasks, and what permits were acquired on behalf of. Any thread may
    /// ask.
    public List<Object> borrowers() {
        synchronized (borrowers) {
            return List.copyOf(borrowers);
        }
    }

    public LimiterStatistics statistics() {
        synchronized (borrowers) {
            return new LimiterStatistics(total, borrowers.size(), waiters.size());
        }
    }

    @Override
    public String toString() {
        return "Limiter[" + name + ", " + statistics() + "]";
    }

    /// Code that runs with a permit.
    @FunctionalInterface
    public interface Call<T extends @Nullable Object, X extends Exception> {
        T call() throws X, InterruptedException;
    }

    private static final class PermitCell extends QueuedCell<PermitCell> {
        private final Limiter limiter;
        private final Object borrower;

        PermitCell(Task<?> task, Limiter limiter, Object borrower) {
            super(task);
            this.limiter = limiter;
            this.borrower = borrower;
        }

        @Override
        WaitKind kind() {
            return WaitKind.LIMITER;
        }

        @Override
        String subject() {
            return limiter.name;
        }

        @Override
        void withdraw() {
            synchronized (limiter.borrowers) {
                limiter.waiters.remove(this);
                limiter.askers.remove(borrower);
            }
        }
    }
}

package dev.corral.nursery.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Lets one thread run at a time. A thread that could go on is put on a list; when the one that has the turn
/// gives it up, the next is chosen from that list.
///
/// ```
///             start, ready                chosen                pause
///   blocked ───────────────> on the list ────────> has the turn ──────> blocked
///                                 └─────<─ giveWay ──────┘  └── over
/// ```
///
/// A thread waits for its turn, and for what it waits for otherwise, by one and the same means: its parking
/// permit. So whoever is woken looks again, and a thread that got its turn for a wait that goes on passes it
/// on, and is owed one.
final class Turns {
    private final IntUnaryOperator choice;

    @GuardedBy("this")
    private final Set<Thread> alive = new LinkedHashSet<>();

    @GuardedBy("this")
    private final List<Thread> ready = new ArrayList<>();

    @GuardedBy("this")
    private final List<Thread> owed = new ArrayList<>(0);

    /// How many have asked that nobody be chosen for now.
    @GuardedBy("this")
    private int holds;

    /// Written under the monitor.
    private volatile @Nullable Thread holder;

    /// @param choice gives an index below the number of threads that it is given
    Turns(IntUnaryOperator choice) {
        this.choice = choice;
    }

    /// A thread begins, and waits for its first turn.
    synchronized void born(Thread thread) {
        alive.add(thread);
        ready(thread);
    }

    /// A thread has ended, or was never started.
    synchronized void over(Thread thread) {
        alive.remove(thread);
        ready.removeIf(thread::equals);
        owed.removeIf(thread::equals);
        freeLocked(thread);
        chooseLocked();
    }

    /// A blocked thread can go on.
    synchronized void ready(Thread thread) {
        ready.add(thread);
        chooseLocked();
    }

    /// Blocks this thread until it has the turn.
    void await() {
        Thread me = Thread.currentThread();
        if (!hasTurn(me)) {
            enlistIfOwed(me);
        }
        boolean interrupted = false;
        while (!hasTurn(me)) {
            LockSupport.park(this);
            // Else it could not park again.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            me.interrupt();
        }
    }

    private synchronized void enlistIfOwed(Thread thread) {
        if (owed.remove(thread)) {
            ready(thread);
        }
    }

    /// Lets another run if one is ready, and waits for the next turn.
    void giveWay() {
        synchronized (this) {
            Thread me = Thread.currentThread();
            ready.add(me);
            freeLocked(me);
            chooseLocked();
        }
        await();
    }

    /// This thread gives up the turn, if it has it, until it is ready again.
    synchronized void pause() {
        freeLocked(Thread.currentThread());
        chooseLocked();
    }

    /// This thread was woken, and its wait goes on.
    synchronized void wokenInVain() {
        Thread me = Thread.currentThread();
        if (hasTurn(me)) {
            owed.add(me);
            pause();
        }
    }

    /// Nobody is chosen until [#goOn]: what becomes ready meanwhile is chosen from together.
    synchronized void hold() {
        holds++;
    }

    /// Ends one [#hold].
    synchronized void goOn() {
        holds--;
        chooseLocked();
    }

    /// Whether there are threads that have not ended, and nobody is left to let one of them go on. Both are
    /// seen at one moment: who lets a thread go on counts as busy until it is ready.
    synchronized boolean areStuck(BusyCount busy) {
        return holder == null && ready.isEmpty() && holds == 0 && !alive.isEmpty() && busy.isNone();
    }

    /// Those that have not ended, oldest first.
    synchronized List<Thread> alive() {
        return List.copyOf(alive);
    }

    private boolean hasTurn(Thread thread) {
        return thread.equals(holder);
    }

    @GuardedBy("this")
    private void freeLocked(Thread thread) {
        if (hasTurn(thread)) {
            holder = null;
        }
    }

    @GuardedBy("this")
    private void chooseLocked() {
        if (holder != null || holds > 0 || ready.isEmpty()) {
            return;
        }
        Thread next = ready.remove(choice.applyAsInt(ready.size()));
        holder = next;
        LockSupport.unpark(next);
    }
}

package dev.corral.nursery.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Counts who is busy. When nobody is, it tells those who wait for that, or else moves the clock to the next
/// timer.
final class BusyCount {
    private final VirtualClock clock = new VirtualClock();
    private final boolean jumps;
    private final AtomicLong busy = new AtomicLong();

    @GuardedBy("this")
    private List<Suspension<Boolean>> watchers = new ArrayList<>();

    /// @param jumps whether the clock moves by itself
    BusyCount(boolean jumps) {
        this.jumps = jumps;
    }

    VirtualClock clock() {
        return clock;
    }

    /// Waits until nobody is busy but the task that calls. A checkpoint. Goes before a jump of the clock.
    void awaitNone() throws InterruptedException {
        try {
            Suspension.await("all tasks blocked", this::watch);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a wait that nobody fails has failed", e);
        }
    }

    private synchronized void watch(Suspension<Boolean> watcher) {
        watchers.add(watcher);
    }

    void began() {
        busy.incrementAndGet();
    }

    void ended() {
        if (busy.decrementAndGet() == 0) {
            allBlocked();
        }
    }

    boolean isNone() {
        return busy.get() == 0;
    }

    /// Tells the watchers, or else moves the clock, until somebody is busy again. While it does so it counts
    /// as busy itself: a task that it wakes and that blocks again at once must not move the clock meanwhile.
    private void allBlocked() {
        while (somethingIsDue() && busy.compareAndSet(0, 1)) {
            boolean told = false;
            for (Suspension<Boolean> watcher : takeWatchers()) {
                told |= watcher.resume(true);
            }
            if (jumps && !told) {
                clock.jump();
            }
            busy.decrementAndGet();
        }
    }

    private boolean somethingIsDue() {
        return hasWatchers() || (jumps && clock.pending() > 0);
    }

    private synchronized boolean hasWatchers() {
        return !watchers.isEmpty();
    }

    private synchronized List<Suspension<Boolean>> takeWatchers() {
        List<Suspension<Boolean>> taken = watchers;
        watchers = new ArrayList<>();
        return taken;
    }
}

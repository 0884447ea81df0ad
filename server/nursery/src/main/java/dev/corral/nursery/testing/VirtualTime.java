package dev.corral.nursery.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Activity;
import dev.corral.nursery.Backend;
import dev.corral.nursery.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A backend whose clock is virtual. With [#autoJump] time stands still while anybody is busy, and jumps to
/// the next deadline or end of a sleep as soon as all tasks wait; with [#manual] only [VirtualClock#advance]
/// moves it.
///
/// Tasks and blocking calls on worker threads count as busy. What goes on outside, such as sockets, does not:
/// while all tasks wait for the network, time jumps. One instance serves one run at a time.
///
/// ```
/// VirtualTime time = VirtualTime.autoJump();
/// time.run(() -> {
///     CancelScope scope = CancelScope.moveOnAfter(Duration.ofHours(1), s -> neverEnds());
///     assertThat(scope.cancelledCaught()).isTrue();
///     return null;
/// });
/// ```
public final class VirtualTime implements Backend, Activity {
    private final Backend carrier;
    private final VirtualClock clock = new VirtualClock();
    private final boolean jumps;
    private final AtomicLong busy = new AtomicLong();

    @GuardedBy("this")
    private List<Suspension<Boolean>> watchers = new ArrayList<>();

    private VirtualTime(Backend carrier, boolean jumps) {
        this.carrier = carrier;
        this.jumps = jumps;
    }

    public static VirtualTime autoJump() {
        return autoJump(Backend.jdk());
    }

    /// On the threads of another backend, whose clock is not used.
    public static VirtualTime autoJump(Backend carrier) {
        return new VirtualTime(carrier, true);
    }

    public static VirtualTime manual() {
        return manual(Backend.jdk());
    }

    /// On the threads of another backend, whose clock is not used.
    public static VirtualTime manual(Backend carrier) {
        return new VirtualTime(carrier, false);
    }

    /// Waits until all other tasks wait and no blocking call runs. A task that was just cancelled or handed
    /// an item counts as busy. A checkpoint. Goes before a jump of the clock.
    public void waitAllTasksBlocked() throws InterruptedException {
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

    @Override
    public void began() {
        busy.incrementAndGet();
    }

    @Override
    public void resumed() {
        // Tasks run side by side.
    }

    @Override
    public void ended() {
        if (busy.decrementAndGet() == 0) {
            allBlocked();
        }
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

    @Override
    public String name() {
        return carrier.name();
    }

    @Override
    public VirtualClock clock() {
        return clock;
    }

    @Override
    public Activity activity() {
        return this;
    }

    @Override
    public Thread newThread(String name, Runnable task) {
        return carrier.newThread(name, task);
    }

    @Override
    public Thread newSpreadThread(String name, Runnable task) {
        return carrier.newSpreadThread(name, task);
    }

    @Override
    public Thread newWorker(String name, Runnable calls) {
        return carrier.newWorker(name, calls);
    }
}

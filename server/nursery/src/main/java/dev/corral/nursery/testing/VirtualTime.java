package dev.corral.nursery.testing;

import dev.corral.nursery.Activity;
import dev.corral.nursery.Backend;
import dev.corral.nursery.Instrument;
import dev.corral.nursery.Task;

/// A backend whose clock is virtual. With [#autoJump] time stands still while anybody is busy, and jumps to
/// the next deadline or end of a sleep as soon as all tasks wait; with [#manual] only [VirtualClock#advance]
/// moves it.
///
/// Tasks and blocking calls on worker threads count as busy. What goes on outside, such as sockets, does not:
/// while all tasks wait for the network, time jumps. One instance serves one run at a time, and 292 years: see
/// [VirtualClock].
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
    private final BusyCount busy;

    private VirtualTime(Backend carrier, boolean jumps) {
        this.carrier = carrier;
        this.busy = new BusyCount(jumps);
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
        busy.awaitNone();
    }

    @Override
    public void began() {
        busy.began();
    }

    @Override
    public void resumed() {
        // Tasks run side by side.
    }

    @Override
    public void ended() {
        busy.ended();
    }

    @Override
    public void requireMayWait(String what) {
        carrier.requireMayWait(what);
    }

    @Override
    public Runnable admit(Task<?> root) {
        return carrier.admit(root);
    }

    @Override
    public String name() {
        return carrier.name();
    }

    @Override
    public VirtualClock clock() {
        return busy.clock();
    }

    @Override
    public Activity activity() {
        return this;
    }

    @Override
    public Instrument instrument() {
        return carrier.instrument();
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
    public void start(Thread thread) {
        carrier.start(thread);
    }

    @Override
    public Thread newWorker(String name, Runnable calls) {
        return carrier.newWorker(name, calls);
    }

    @Override
    public void ready(Thread thread) {
        carrier.ready(thread);
    }

    @Override
    public void giveWay() {
        carrier.giveWay();
    }

    @Override
    public int checkpointsPerYield() {
        return carrier.checkpointsPerYield();
    }
}

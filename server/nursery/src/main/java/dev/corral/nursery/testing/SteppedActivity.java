package dev.corral.nursery.testing;

import dev.corral.nursery.Activity;

/// Joins who is busy with whose turn it is, and sees when neither can change any more.
///
/// While it is found out what happens next, be it that the clock moves, nobody is chosen: all that becomes
/// ready by that takes part in the choice.
final class SteppedActivity implements Activity {
    private final BusyCount busy = new BusyCount(true);
    private final Deadlock deadlock = new Deadlock();
    private final Turns turns;

    SteppedActivity(Turns turns) {
        this.turns = turns;
    }

    @Override
    public void began() {
        busy.began();
    }

    @Override
    public void ended() {
        turns.hold();
        goOnWithout();
    }

    @Override
    public void paused() {
        turns.hold();
        turns.pause();
        goOnWithout();
    }

    /// One is busy no more, and the turns are held.
    private void goOnWithout() {
        busy.ended();
        turns.goOn();
        failIfStuck();
    }

    @Override
    public void resumed() {
        turns.await();
    }

    @Override
    public void wokenInVain() {
        turns.wokenInVain();
    }

    private void failIfStuck() {
        if (turns.areStuck(busy)) {
            deadlock.found();
            if (turns.areStuck(busy)) {
                // All are shielded from that.
                deadlock.resisted(turns.alive());
            }
        }
    }

    Deadlock deadlock() {
        return deadlock;
    }

    VirtualClock clock() {
        return busy.clock();
    }

    void awaitAllBlocked() throws InterruptedException {
        busy.awaitNone();
    }

    void born(Thread thread) {
        turns.born(thread);
    }

    void over(Thread thread) {
        turns.over(thread);
        failIfStuck();
    }

    void ready(Thread thread) {
        turns.ready(thread);
    }

    void giveWay() {
        turns.giveWay();
    }
}

package dev.corral.nursery;

import java.util.concurrent.locks.ReentrantLock;

/// A lock that is held for some dozen instructions at a time. Whoever finds it taken looks again a few times:
/// to block would take longer than the owner needs, and would make that wake somebody.
final class BriefLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    /// A few microseconds. None where the owner cannot go on meanwhile.
    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 64 : 0;

    @Override
    public void lock() {
        if (!tryLock() && !lockSoon()) {
            super.lock();
        }
    }

    private boolean lockSoon() {
        for (int i = 0; i < LOOKS; i++) {
            Thread.onSpinWait();
            if (!isLocked() && tryLock()) {
                return true;
            }
        }
        return false;
    }
}

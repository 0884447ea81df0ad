package dev.corral.nursery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The locks that one task owns, in order of acquiring, so that they break if it ends as their owner. Touched
/// by that task's own thread only: a lock that is handed over stands here once its new owner goes on.
final class OwnedLocks {
    private final Task<?> owner;
    private final Set<Lock> locks = new LinkedHashSet<>(2);

    OwnedLocks(Task<?> owner) {
        this.owner = owner;
    }

    void add(Lock lock) {
        locks.add(lock);
    }

    void remove(Lock lock) {
        locks.remove(lock);
    }

    /// The task has ended.
    void orphan() {
        List.copyOf(locks).forEach(lock -> lock.orphaned(owner));
    }
}

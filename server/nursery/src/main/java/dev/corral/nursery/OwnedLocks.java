package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The locks that one task owns, in order of acquiring, so that they break if it ends as their owner. Its
/// monitor is taken inside that of a lock, never the reverse.
final class OwnedLocks {
    @GuardedBy("this")
    private @Nullable Set<Lock> locks;

    synchronized void add(Lock lock) {
        if (locks == null) {
            locks = new LinkedHashSet<>(2);
        }
        locks.add(lock);
    }

    synchronized void remove(Lock lock) {
        if (locks != null) {
            locks.remove(lock);
        }
    }

    /// The task has ended.
    void orphan(Task<?> owner) {
        taken().forEach(lock -> lock.orphaned(owner));
    }

    private synchronized List<Lock> taken() {
        List<Lock> taken = locks == null ? List.of() : List.copyOf(locks);
        locks = null;
        return taken;
    }
}

package dev.corral.nursery;

/// Thrown to those who want a [Lock] whose owner has ended without releasing it: what it guards may be half
/// done. A mistake of the code that owned the lock.
public final class LockBroken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LockBroken(String lock, String owner) {
        super("lock " + lock + " is broken: its owner, task " + owner + ", has ended without releasing it");
    }
}

package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node of the cancel tree: what is cancelled together. Each task, nursery and scope has one.
///
/// A node is *effectively* cancelled when it was cancelled itself, or when its parent is and it has no
/// shield. That answer is kept in each node, so that a checkpoint costs one volatile read at any depth; a
/// change is passed down iteratively, see [CancelWave]. A child is always brought up to date under its
/// parent's lock and then its own, from the parent's present answer: whichever of two concurrent changes
/// comes last has seen the latest state.
final class CancelNode {
    /// What is above; a task that was started as pending moves once, see [#moveTo]. Null for the root of a
    /// run.
    private volatile @Nullable CancelNode parent;
    /// The task that runs under this node, and whose wait a cancellation ends.
    private final Task<?> owner;
    /// What this is the node of: a [Task], a [Nursery] or a [CancelScope].
    private final Object subject;

    @GuardedBy("this")
    private boolean shielded;

    @GuardedBy("this")
    private @Nullable CancelCause own;

    private volatile @Nullable CancelCause effective;

    @GuardedBy("this")
    private @Nullable ChildRow youngestChildren;

    /// Whether the state is being handed to the nodes below. Written under the lock.
    private volatile boolean passing;

    /// Where this node stands in the tree, null if it does not. Written by whoever attaches it, then by its owner.
    private @Nullable ChildRow row;

    private int slot;

    /// Whether this has been changed by a [CancelWave] and will yet pass that on. Guarded by this node's lock.
    boolean inWave;

    /// That wave's own.
    @Nullable
    CancelNode nextInWave;

    /// A node that is in no tree yet: see [#attach].
    ///
    /// @param parent null for the root of a run
    CancelNode(@Nullable CancelNode parent, Task<?> owner, Object subject, boolean shielded) {
        this.parent = parent;
        this.owner = owner;
        this.subject = subject;
        this.shielded = shielded;
    }

    /// Puts this node into the tree, in the state that it inherits. From here on others find it, and by it its
    /// subject: the last step of making that.
    @SuppressWarnings("GuardedBy") // nobody else knows this node until it is linked
    void attach() {
        CancelNode above = parent;
        if (above == null) {
            return;
        }
        synchronized (above) {
            CancelCause inherited = above.effective;
            if (inherited != null && !shielded) {
                effective = inherited;
            }
            above.linkLocked(this, null);
        }
    }

    /// @param spare a row that can be used if one is needed; null to make that
    @GuardedBy("this")
    private void linkLocked(CancelNode child, @Nullable ChildRow spare) {
        ChildRow withRoom = ChildRow.withRoom(youngestChildren, spare);
        youngestChildren = withRoom;
        child.slot = withRoom.enter(child);
        child.row = withRoom;
    }

    /// Takes this node off the tree: no later change of the parent reaches it. Called by the owner.
    ///
    /// Without the parent's lock this may meet a parent that has found this node, and not yet brought it up to
    /// date. The parent says that it is passing its state on, and then looks at the slots; this empties the slot,
    /// and then looks whether the parent does. At least one of them sees the other.
    void detach() {
        CancelNode above = parent;
        ChildRow here = row;
        if (above == null || here == null) {
            return;
        }
        row = null;
        if (here.leave(slot)) {
            above.drop(here);
        }
        if (above.passing) {
            above.letPass();
        }
    }

    private synchronized void drop(ChildRow left) {
        left.takeOut();
    }

    /// Whoever is passing the state on holds the lock to the end.
    private synchronized void letPass() {}

    /// Hangs this node, with all below it, under another parent, whose state it takes on. Does nothing if the
    /// parent is cancelled, and tells why: what is below may have heard of it. Called by the owner.
    @Nullable
    CancelCause moveTo(CancelNode newParent) {
        CancelNode above = Objects.requireNonNull(parent, "the root of a run cannot move");
        // Before anything is changed: halfway there is no place for a lack of memory.
        CancelWave wave = new CancelWave(newParent.effective);
        ChildRow spare = ChildRow.spare();
        synchronized (above) {
            if (above.effective != null) {
                return above.effective;
            }
            detach();
        }
        boolean changed;
        synchronized (newParent) {
            parent = newParent;
            newParent.linkLocked(this, spare);
            synchronized (this) {
                changed = refreshLocked(newParent.effective);
            }
        }
        if (changed) {
            wave.runFrom(this);
        }
        return null;
    }

    @Nullable
    CancelNode parent() {
        return parent;
    }

    Task<?> owner() {
        return owner;
    }

    Object subject() {
        return subject;
    }

    synchronized boolean isShielded() {
        return shielded;
    }

    /// The nodes directly below, oldest first.
    synchronized List<CancelNode> children() {
        List<CancelNode> below = new ArrayList<>();
        for (ChildRow some = youngestChildren; some != null; some = some.older()) {
            for (int i = some.inUse() - 1; i >= 0; i--) {
                CancelNode child = some.at(i);
                if (child != null) {
                    below.add(child);
                }
            }
        }
        return below.reversed();
    }

    /// Why a checkpoint under this node must throw, or null.
    @Nullable
    CancelCause effective() {
        return effective;
    }

    synchronized @Nullable CancelCause own() {
        return own;
    }

    /// The earliest deadline that can reach this node, as a reading of the run's clock; null if there is
    /// none.
    @Nullable
    Long earliestDeadlineNanos() {
        Long earliest = null;
        for (CancelNode node = this; node != null; node = node.visibleParent()) {
            Long nanos = node.subject instanceof CancelScope scope ? scope.deadlineNanos() : null;
            if (earliest == null || (nanos != null && nanos - earliest < 0)) {
                earliest = nanos;
            }
        }
        return earliest;
    }

    private synchronized @Nullable CancelNode visibleParent() {
        return shielded ? null : parent;
    }

    /// Cancels this node and all below it; false, and nothing changes, if it was cancelled before.
    boolean cancel(CancelCause cause) {
        // Before anything is changed: see there.
        return cancel(cause, new CancelWave(cause));
    }

    private boolean cancel(CancelCause cause, CancelWave wave) {
        synchronized (this) {
            if (own != null) {
                return false;
            }
            own = cause;
            if (effective != null) {
                return true;
            }
            effective = cause;
        }
        wave.runFrom(this);
        return true;
    }

    /// Like [#cancel], where others would wait for ever if it were not done: where there is not even the little
    /// memory that it takes, the cause is lost. To wait for memory would not do: tasks that wait for a processor
    /// may hold all of it.
    void cancelForSure(CancelCause cause) {
        try {
            cancel(cause);
        } catch (OutOfMemoryError e) {
            synchronized (CancelWave.FOR_WANT_OF_MEMORY) {
                cancel(CancelCause.UNTOLD_FAILURE, CancelWave.FOR_WANT_OF_MEMORY);
            }
        }
    }

    /// Puts the shield up or takes it down; a cancellation that it held back is delivered at once.
    void shield(boolean up) {
        CancelNode above = parent;
        if (above == null) {
            throw new IllegalStateException("the root of a run cannot be shielded: nothing is above it");
        }
        CancelWave wave = new CancelWave(above.effective);
        boolean changed;
        synchronized (above) {
            synchronized (this) {
                shielded = up;
                changed = refreshLocked(above.effective);
            }
        }
        if (changed) {
            wave.runFrom(this);
        }
    }

    /// True when a cancellation that arrives here ends here: this node was cancelled, and nothing above that
    /// it can see.
    boolean absorbs() {
        CancelNode above = parent;
        if (above == null) {
            return false;
        }
        synchronized (above) {
            synchronized (this) {
                return own != null && (shielded || above.effective == null);
            }
        }
    }

    /// Why a cancellation leaves this node that does not end here: what has cut it short, unless one from
    /// above has come after its own.
    CancelCause reachingCaller(CancelCause cutShort) {
        CancelNode above = parent;
        CancelCause cause = above == null ? null : above.effective;
        return cause == null ? cutShort : cause;
    }

    @GuardedBy("this")
    @SuppressWarnings("ReferenceEquality") // a cause holds an exception, whose equality may be anything
    private boolean refreshLocked(@Nullable CancelCause inherited) {
        CancelCause before = effective;
        if (own == null) {
            effective = shielded ? null : inherited;
        } else if (before == null) {
            effective = own;
        }
        return before != effective;
    }

    /// Ends the wait that this node's state cancels, and hands that state to the nodes directly below.
    void pass(CancelWave wave) {
        deliver(wave);
        synchronized (this) {
            passing = true;
            for (ChildRow some = youngestChildren; some != null; some = some.older()) {
                passLocked(some, wave);
            }
            passing = false;
        }
    }

    @GuardedBy("this")
    private void passLocked(ChildRow some, CancelWave wave) {
        for (int i = some.inUse() - 1; i >= 0; i--) {
            CancelNode child = some.at(i);
            if (child != null) {
                child.take(effective, wave);
            }
        }
    }

    private synchronized void take(@Nullable CancelCause inherited, CancelWave wave) {
        if (refreshLocked(inherited)) {
            wave.addLocked(this);
        }
    }

    private void deliver(CancelWave wave) {
        CancelCause cause = effective;
        WaitCell cell = owner.waiting();
        if (cause != null && cell != null && cell.node == this) {
            wave.stop(cell, cause);
        }
    }

    synchronized void leaveWave() {
        inWave = false;
        nextInWave = null;
    }
}

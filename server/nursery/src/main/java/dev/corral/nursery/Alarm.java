package dev.corral.nursery;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/// A timer of an [AlarmQueue]. Whoever takes its action out of it decides: the queue's thread runs it, who
/// calls it off drops it.
final class Alarm implements Clock.Timer, Comparable<Alarm> {
    private static final AtomicReferenceFieldUpdater<Alarm, @Nullable Runnable> ACTION =
            AtomicReferenceFieldUpdater.newUpdater(Alarm.class, Runnable.class, "action");

    /// By the queue's own count.
    final long atNanos;
    private final AlarmQueue queue;

    /// Null when it has begun to run or was called off: nothing of it is kept, wherever this stands.
    private volatile @Nullable Runnable action;

    /// In the inbox the one that came in before this, written before others can see this one; from then on
    /// the queue's thread's own.
    @Nullable
    Alarm next;

    Alarm(AlarmQueue queue, long atNanos, Runnable action) {
        this.queue = queue;
        this.atNanos = atNanos;
        this.action = action;
    }

    @Override
    public void cancel() {
        if (take() != null) {
            queue.calledOff();
        }
    }

    /// The action, for whoever asks first.
    @Nullable
    Runnable take() {
        return ACTION.getAndSet(this, null);
    }

    /// It was taken, and could not be run.
    void putBack(Runnable taken) {
        action = taken;
    }

    boolean isOver() {
        return action == null;
    }

    @Override
    public int compareTo(Alarm other) {
        return Long.compare(atNanos, other.atNanos);
    }
}

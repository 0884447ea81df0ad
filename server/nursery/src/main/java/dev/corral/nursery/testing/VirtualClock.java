package dev.corral.nursery.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Clock;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A clock that stands still until it is moved. Actions run on the thread that moves it, in order of their
/// times, and those of one time in order of scheduling. Thread-safe.
///
/// It begins at 0 and ends after 292 years, where a `long` has no more nanoseconds.
public final class VirtualClock implements Clock {
    /// Orders timers: by time, then by number.
    private record Key(long atNanos, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private static final Duration END = Duration.ofNanos(Long.MAX_VALUE);

    @GuardedBy("this")
    private final TreeMap<Key, Runnable> timers = new TreeMap<>();

    @GuardedBy("this")
    private long nowNanos;

    @GuardedBy("this")
    private long lastNumber;

    @Override
    public synchronized long nanoTime() {
        return nowNanos;
    }

    /// Schedules an action; one whose time has passed runs when the clock is next moved.
    ///
    /// @throws IllegalStateException if that time is after the end of the clock
    @Override
    public synchronized Timer schedule(long atNanos, Runnable action) {
        if (atNanos < nowNanos && atNanos - nowNanos > 0) {
            throw new IllegalStateException("virtual time is at " + Duration.ofNanos(nowNanos) + ", and "
                    + Duration.ofNanos(atNanos - nowNanos) + " from there is after its end, " + END
                    + ": use a new clock, or wait for less");
        }
        Key key = new Key(Math.max(atNanos, nowNanos), ++lastNumber);
        timers.put(key, action);
        return () -> remove(key);
    }

    private synchronized void remove(Key key) {
        timers.remove(key);
    }

    /// Actions that are scheduled and neither ran nor were called off.
    public synchronized int pending() {
        return timers.size();
    }

    /// Moves the clock ahead, and runs what becomes due on the way, each action at its own time.
    ///
    /// @throws IllegalArgumentException if the duration is negative, or leads beyond the end of the clock
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration is " + duration + ", expected zero or more: time goes ahead");
        }
        Duration now = Duration.ofNanos(nanoTime());
        if (duration.compareTo(END.minus(now)) > 0) {
            throw new IllegalArgumentException("duration is " + duration + ", expected " + END.minus(now)
                    + " or less: virtual time is at " + now + " and ends at " + END);
        }
        long target = now.plus(duration).toNanos();
        runUpTo(target);
        settleAt(target);
    }

    private void runUpTo(long target) {
        for (Runnable due = next(target); due != null; due = next(target)) {
            due.run();
        }
    }

    private synchronized void settleAt(long target) {
        nowNanos = Math.max(nowNanos, target);
    }

    private synchronized @Nullable Runnable next(long upToNanos) {
        if (timers.isEmpty() || timers.firstKey().atNanos > upToNanos) {
            return null;
        }
        var entry = timers.pollFirstEntry();
        nowNanos = Math.max(nowNanos, entry.getKey().atNanos);
        return entry.getValue();
    }

    /// Moves the clock to the next scheduled time and runs all that is due then; false if nothing is
    /// scheduled.
    boolean jump() {
        long target;
        synchronized (this) {
            if (timers.isEmpty()) {
                return false;
            }
            target = timers.firstKey().atNanos;
        }
        runUpTo(target);
        return true;
    }
}

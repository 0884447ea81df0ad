package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The deadline of one scope: at most one live timer, however often it moves.
final class DeadlineTimer {
    private final Clock clock;
    private final CancelNode node;
    /// What the time is for, told to whom it runs out on; null for nothing in particular.
    private final @Nullable String purpose;

    @GuardedBy("this")
    private Clock.@Nullable Timer timer;

    /// Counts the settings: a timer that fires late, after the deadline has moved, sees that it is stale.
    @GuardedBy("this")
    private long setting;

    @GuardedBy("this")
    private boolean over;

    @GuardedBy("this")
    private long deadlineNanos;

    DeadlineTimer(Clock clock, CancelNode node, @Nullable String purpose) {
        this.clock = clock;
        this.node = node;
        this.purpose = purpose;
    }

    /// Sets the deadline; null is none. After [#disarm] it does nothing.
    void arm(@Nullable Duration timeout) {
        boolean passed;
        synchronized (this) {
            stopLocked();
            setting++;
            if (timeout == null || over) {
                return;
            }
            deadlineNanos = Deadline.after(clock, timeout);
            passed = Deadline.nanos(timeout) == 0;
            if (!passed) {
                long mine = setting;
                timer = clock.schedule(deadlineNanos, () -> fire(mine, timeout));
            }
        }
        if (passed) {
            expire(timeout);
        }
    }

    synchronized void disarm() {
        over = true;
        stopLocked();
    }

    @GuardedBy("this")
    private void stopLocked() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void fire(long forSetting, Duration timeout) {
        synchronized (this) {
            if (over || forSetting != setting) {
                return;
            }
            timer = null;
        }
        expire(timeout);
    }

    private void expire(Duration timeout) {
        String passed = "deadline of " + timeout + " passed";
        node.cancel(CancelCause.deadline(purpose == null ? passed : purpose + ": " + passed));
    }

    /// Null if there is none ahead.
    synchronized @Nullable Long deadlineNanos() {
        return timer == null ? null : deadlineNanos;
    }

    /// For a scope's text form: empty without deadline.
    synchronized String describe() {
        if (timer == null) {
            return "";
        }
        return ", " + (deadlineNanos - clock.nanoTime()) / 1_000_000 + " ms to deadline";
    }
}

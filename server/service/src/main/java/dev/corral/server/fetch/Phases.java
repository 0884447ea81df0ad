package dev.corral.server.fetch;

import dev.corral.nursery.Clock;
import dev.corral.server.job.Timeouts;
import dev.corral.server.stream.ErrorKind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/// The time limits of one attempt: one for the phase it is in, and one for all of it. Keeps a single timer,
/// which is not moved at each phase: when it rings too early, it is set again. Confined to the event loop.
final class Phases {
    private static final long NO_TIMER = -1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// @param alreadySpent what of the total was used up before
    record Limits(Timeouts timeouts, Duration alreadySpent, Clock clock) {}

    private final Vertx vertx;
    private final Timeouts timeouts;
    private final Clock clock;
    private final long startNanos;
    private final long totalNanos;
    private Consumer<ErrorKind> expired = limit -> {};
    private ErrorKind phase = ErrorKind.TIMEOUT_CONNECT;
    private long phaseNanos;
    private long timerId = NO_TIMER;
    private long timerNanos;
    private boolean over;

    /// The total counts from here.
    Phases(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.timeouts = limits.timeouts();
        this.clock = limits.clock();
        this.startNanos = clock.nanoTime();
        this.totalNanos =
                startNanos + timeouts.total().minus(limits.alreadySpent()).toNanos();
    }

    /// Since the total began to count.
    long elapsedNanos() {
        return clock.nanoTime() - startNanos;
    }

    /// Enters the first phase: waiting for a connection.
    ///
    /// @param whenExpired hears at most once which limit was reached
    void begin(Consumer<ErrorKind> whenExpired) {
        expired = whenExpired;
        long now = clock.nanoTime();
        phaseNanos = now + timeouts.connect().toNanos();
        arm(now);
    }

    void connected() {
        enter(ErrorKind.TIMEOUT_FIRST_BYTE, timeouts.firstByte());
    }

    /// Something of the body has come, or its head.
    void received() {
        enter(ErrorKind.TIMEOUT_IDLE, timeouts.idle());
    }

    void end() {
        over = true;
        disarm();
    }

    private void enter(ErrorKind next, Duration limit) {
        long now = clock.nanoTime();
        phase = next;
        phaseNanos = now + limit.toNanos();
        if (nearest() - timerNanos < 0) {
            arm(now);
        }
    }

    private long nearest() {
        return phaseNanos - totalNanos < 0 ? phaseNanos : totalNanos;
    }

    private void arm(long now) {
        disarm();
        timerNanos = nearest();
        // Rounded up: a timer must not ring before its time.
        long delayMillis = Math.max(1, (timerNanos - now + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        timerId = vertx.setTimer(delayMillis, ignored -> ring());
    }

    private void disarm() {
        if (timerId != NO_TIMER) {
            vertx.cancelTimer(timerId);
            timerId = NO_TIMER;
        }
    }

    private void ring() {
        timerId = NO_TIMER;
        if (over) {
            return;
        }
        long now = clock.nanoTime();
        if (totalNanos - now <= 0) {
            expired.accept(ErrorKind.TIMEOUT_TOTAL);
        } else if (phaseNanos - now <= 0) {
            expired.accept(phase);
        } else {
            arm(now);
        }
    }
}

package dev.corral.server.fetch;

import dev.corral.server.job.Timeouts;
import dev.corral.server.stream.ErrorKind;
import java.time.Duration;
import java.util.function.Consumer;

/// The time limits of one attempt: one for the phase it is in, and one for all of it. Confined to the event loop, but
/// for the beginning of its time.
final class Phases extends TimeLimits.Limited {
    /// @param alreadySpent what of the total was used up before
    record Limits(Timeouts timeouts, Duration alreadySpent) {}

    private final TimeLimits limits;
    private final Timeouts timeouts;
    private final long startNanos;
    private final long totalNanos;
    private Consumer<ErrorKind> expired = limit -> {};
    private ErrorKind phase = ErrorKind.TIMEOUT_CONNECT;
    private long phaseNanos;

    /// The total counts from here.
    Phases(TimeLimits limits, Limits own) {
        this.limits = limits;
        this.timeouts = own.timeouts();
        this.startNanos = limits.nanoTime();
        this.totalNanos =
                startNanos + timeouts.total().minus(own.alreadySpent()).toNanos();
    }

    /// Since the total began to count.
    long elapsedNanos() {
        return limits.nanoTime() - startNanos;
    }

    /// Enters the first phase: waiting for a connection.
    ///
    /// @param whenExpired hears at most once which limit was reached
    void begin(Consumer<ErrorKind> whenExpired) {
        expired = whenExpired;
        phaseNanos = limits.nanoTime() + timeouts.connect().toNanos();
        limits.add(this);
    }

    /// A connection stands. Gives when, since the total began to count.
    long connected() {
        return enter(ErrorKind.TIMEOUT_FIRST_BYTE, timeouts.firstByte());
    }

    /// Something of the body has come, or its head. Gives when, since the total began to count.
    long received() {
        return enter(ErrorKind.TIMEOUT_IDLE, timeouts.idle());
    }

    void end() {
        limits.remove(this);
    }

    private long enter(ErrorKind next, Duration limit) {
        long nowNanos = limits.nanoTime();
        phase = next;
        phaseNanos = nowNanos + limit.toNanos();
        limits.sooner(this);
        return nowNanos - startNanos;
    }

    @Override
    long dueNanos() {
        return phaseNanos - totalNanos < 0 ? phaseNanos : totalNanos;
    }

    @Override
    void due(long nowNanos) {
        expired.accept(totalNanos - nowNanos <= 0 ? ErrorKind.TIMEOUT_TOTAL : phase);
    }
}

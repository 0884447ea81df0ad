package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.job.Retry;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides whether and when an item is tried again. Thread-safe.
///
/// Waits grow exponentially with full jitter, as in "Exponential Backoff And Jitter" (Marc Brooker, AWS
/// Architecture Blog, 2015): any time up to the bound, so that those who failed together do not come back
/// together. The budget bounds what retries add to the load of an origin that is failing for everybody.
final class Retries {
    /// Retries that a job has whatever its budget says: a share of few items is none.
    static final int FLOOR = 10;

    private static final int PERCENT = 100;

    /// What becomes of an item whose attempt failed.
    sealed interface Verdict {
        /// Tried again after that time.
        record Again(Duration pause) implements Verdict {}

        /// The failure stands.
        record Over() implements Verdict {}

        /// Its host asks for a pause that is too long.
        record Throttled() implements Verdict {}
    }

    private static final Verdict OVER = new Verdict.Over();

    private final Retry options;
    private final Spending spending;
    private final RandomGenerator random;

    @GuardedBy("this")
    private long firsts;

    @GuardedBy("this")
    private long retries;

    Retries(Retry options, Spending spending, RandomGenerator random) {
        this.options = options;
        this.spending = spending;
        this.random = random;
    }

    /// An item is tried for the first time.
    synchronized void began() {
        firsts++;
    }

    /// Whether a host is left alone for as long as it asks.
    ///
    /// @param left until the job's deadline; null without one
    boolean honours(Duration pause, @Nullable Duration left) {
        return pause.compareTo(options.retryAfterMax()) <= 0 && fits(pause, left);
    }

    /// @param attempts how often the item was tried
    /// @param left until the job's deadline; null without one
    synchronized Verdict judge(ItemResult.Failed failed, int attempts, @Nullable Duration left) {
        if (attempts >= options.maxAttempts()
                || failed.repetition() == ItemResult.Repetition.UNSAFE
                || !options.on().contains(failed.cause())) {
            return OVER;
        }
        ItemResult.Throttle throttle = failed.throttle();
        if (throttle != null && !honours(throttle.pause(), left)) {
            return new Verdict.Throttled();
        }
        Duration pause = backoff(attempts);
        if (throttle != null && throttle.pause().compareTo(pause) > 0) {
            pause = throttle.pause();
        }
        if (retries >= budget() || !fits(pause, left) || !spending.mayGoFurther()) {
            return OVER;
        }
        retries++;
        return new Verdict.Again(pause);
    }

    @GuardedBy("this")
    private long budget() {
        return Math.max(FLOOR, firsts * options.budgetPercent() / PERCENT);
    }

    private static boolean fits(Duration pause, @Nullable Duration left) {
        return left == null || pause.compareTo(left) < 0;
    }

    /// Any time up to `initial`, twice that, four times, and so on, but to `max` at most.
    @GuardedBy("this")
    private Duration backoff(int attempts) {
        Duration doubled = options.initial().multipliedBy(1L << (attempts - 1));
        Duration bound = doubled.compareTo(options.max()) < 0 ? doubled : options.max();
        return Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
    }
}

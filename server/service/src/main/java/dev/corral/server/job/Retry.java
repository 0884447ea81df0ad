package dev.corral.server.job;

import java.time.Duration;
import java.util.Set;

/// When and how an item is tried again.
///
/// @param maxAttempts the first one included
/// @param initial upper end of the first wait; waits double from there, with full jitter
/// @param max no wait is longer
/// @param on what is worth another attempt
/// @param budgetPercent retries as a share of first attempts so far
/// @param retryAfterMax a `Retry-After` beyond it ends the item
public record Retry(
        int maxAttempts, Duration initial, Duration max, Set<Cause> on, int budgetPercent, Duration retryAfterMax) {
    /// What can make an attempt worth repeating.
    public enum Cause implements Word {
        CONNECT,
        TIMEOUT,
        RESET,
        STATUS_429,
        STATUS_502,
        STATUS_503,
        STATUS_504;

        @Override
        public String word() {
            return Word.super.word().replace("status_", "");
        }
    }

    public Retry {
        JobOptions.MAX_ATTEMPTS.require(maxAttempts);
        JobOptions.RETRY_INITIAL.require(initial);
        JobOptions.RETRY_MAX.require(max);
        JobOptions.RETRY_BUDGET.require(budgetPercent);
        JobOptions.RETRY_AFTER_MAX.require(retryAfterMax);
        on = Set.copyOf(on);
    }

    static Retry of(Values values) {
        return new Retry(
                values.get(JobOptions.MAX_ATTEMPTS),
                values.get(JobOptions.RETRY_INITIAL),
                values.get(JobOptions.RETRY_MAX),
                values.get(JobOptions.RETRY_ON),
                values.get(JobOptions.RETRY_BUDGET),
                values.get(JobOptions.RETRY_AFTER_MAX));
    }

    View view() {
        return new View()
                .with(JobOptions.MAX_ATTEMPTS, maxAttempts)
                .with(JobOptions.RETRY_INITIAL, initial)
                .with(JobOptions.RETRY_MAX, max)
                .with(JobOptions.RETRY_ON, on)
                .with(JobOptions.RETRY_BUDGET, budgetPercent)
                .with(JobOptions.RETRY_AFTER_MAX, retryAfterMax);
    }
}

package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.FetchRequest;
import dev.corral.server.job.Retry;
import dev.corral.server.job.Retry.Cause;
import dev.corral.server.run.ItemResult.Repetition;
import dev.corral.server.run.Retries.Verdict;
import dev.corral.server.stream.Outcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whether and when an item is tried again.
final class RetriesTest {
    private static final Duration INITIAL = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(60);

    /// Draws the largest number that may be drawn.
    private static final RandomGenerator HIGHEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("not asked for without a bound");
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private Retries retries = with(10, 100, EnumSet.allOf(Cause.class));

    private static Retries with(int attempts, int budget, Set<Cause> on) {
        return new Retries(new Retry(attempts, INITIAL, MAX, on, budget, CAP), new Spending(), HIGHEST);
    }

    private static ItemResult.Failed failed(Cause cause, Repetition repetition, @Nullable Duration pause) {
        FetchItem item = new FetchItem(0, null, "u", new FetchRequest(null, Map.of(), null, null, false), null);
        ItemResult.Throttle throttle = pause == null ? null : new ItemResult.Throttle("h", pause);
        return new ItemResult.Failed(FakeKind.done(item, Outcome.FAILED), cause, repetition, throttle);
    }

    private static ItemResult.Failed reset() {
        return failed(Cause.RESET, Repetition.SAFE, null);
    }

    private static ItemResult.Failed throttled(Duration pause) {
        return failed(Cause.STATUS_429, Repetition.SAFE, pause);
    }

    @Test
    void boundsDoubleUpToTheirMaximum() {
        for (int attempts = 1; attempts <= 9; attempts++) {
            Duration expected = Duration.ofMillis(Math.min(1000, 100L << (attempts - 1)));
            assertThat(retries.judge(reset(), attempts, null)).isEqualTo(new Verdict.Again(expected));
        }
    }

    @Test
    void waitsAreAnywhereUpToTheBound() {
        Retries random = new Retries(
                new Retry(10, INITIAL, MAX, Set.of(Cause.RESET), 100, CAP), new Spending(), new SplittableRandom(1));
        for (int i = 0; i < 1000; i++) {
            random.began();
        }
        long below = 0;
        for (int i = 0; i < 1000; i++) {
            Duration pause = ((Verdict.Again) random.judge(reset(), 3, null)).pause();
            assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(400));
            below += pause.compareTo(Duration.ofMillis(200)) < 0 ? 1 : 0;
        }
        assertThat(below).isBetween(400L, 600L);
    }

    @Test
    void theLastAttemptIsTheLast() {
        assertThat(retries.judge(reset(), 10, null)).isEqualTo(new Verdict.Over());
    }

    @Test
    void onlyTheNamedCausesCount() {
        Retries some = with(3, 100, Set.of(Cause.CONNECT));
        assertThat(some.judge(reset(), 1, null)).isEqualTo(new Verdict.Over());
        assertThat(some.judge(failed(Cause.CONNECT, Repetition.SAFE, null), 1, null))
                .isInstanceOf(Verdict.Again.class);
    }

    @Test
    void whatMayDoHarmIsDoneOnce() {
        assertThat(retries.judge(failed(Cause.RESET, Repetition.UNSAFE, null), 1, null))
                .isEqualTo(new Verdict.Over());
    }

    @Test
    void theBudgetIsAShareOfTheFirstAttemptsWithAFloor() {
        retries = with(10, 20, EnumSet.allOf(Cause.class));
        for (int i = 0; i < Retries.FLOOR; i++) {
            assertThat(retries.judge(reset(), 1, null)).isInstanceOf(Verdict.Again.class);
        }
        assertThat(retries.judge(reset(), 1, null)).isEqualTo(new Verdict.Over());
        for (int i = 0; i < 55; i++) {
            retries.began();
        }
        assertThat(retries.judge(reset(), 1, null)).isInstanceOf(Verdict.Again.class);
        assertThat(retries.judge(reset(), 1, null)).isEqualTo(new Verdict.Over());
    }

    @Test
    void aWaitPastTheDeadlineIsNotBegun() {
        assertThat(retries.judge(reset(), 1, Duration.ofMillis(100))).isEqualTo(new Verdict.Over());
        assertThat(retries.judge(reset(), 1, Duration.ofMillis(101))).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void aHostThatAsksForAPauseGetsIt() {
        Duration pause = Duration.ofSeconds(7);
        assertThat(retries.judge(throttled(pause), 1, null)).isEqualTo(new Verdict.Again(pause));
    }

    @Test
    void aPauseThatIsTooLongEndsTheItemAtOnce() {
        assertThat(retries.judge(throttled(CAP.plusMillis(1)), 1, null)).isEqualTo(new Verdict.Throttled());
        assertThat(retries.judge(throttled(CAP), 1, CAP)).isEqualTo(new Verdict.Throttled());
        assertThat(retries.judge(throttled(CAP), 1, null)).isEqualTo(new Verdict.Again(CAP));
    }
}

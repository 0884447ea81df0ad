package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.job.Failure;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When failed items break a job.
final class FailureWatchTest {
    private static FailureWatch watch(Failure.Policy policy, @Nullable Integer most, @Nullable Double percent) {
        return watch(policy, most, percent, 0);
    }

    /// @param failed items that failed in an earlier run
    private static FailureWatch watch(
            Failure.Policy policy, @Nullable Integer most, @Nullable Double percent, int failed) {
        return new FailureWatch(new Failure(policy, most, percent, 10), new Counts(99, 0, failed, 0, 0, 0, 0));
    }

    /// Tells of items: `.` for one that is fine, `x` for one that failed.
    ///
    /// @return the number of the item that broke the policy, from 1; 0 if none did
    private static int breaksAt(FailureWatch watch, String items) {
        for (int i = 0; i < items.length(); i++) {
            Outcome outcome = items.charAt(i) == 'x' ? Outcome.FAILED : Outcome.OK;
            if (watch.breaks(new JobRecord.ItemDone(i, null, outcome, 1, null, new ItemDetail.None()))) {
                return i + 1;
            }
        }
        return 0;
    }

    @Test
    void collectingNothingBreaks() {
        assertThat(breaksAt(watch(Failure.Policy.COLLECT, 0, 0.0), "xxxxxxxxxxxxxxxxxxxxxxxx"))
                .isZero();
    }

    @Test
    void failingFastTheFirstFailureBreaks() {
        assertThat(breaksAt(watch(Failure.Policy.FAIL_FAST, null, null), "..x.x"))
                .isEqualTo(3);
    }

    @Test
    void aNumberIsBrokenByOneMore() {
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, 2, null), "xx....")).isZero();
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, 2, null), "xx...x")).isEqualTo(6);
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, 0, null), ".x")).isEqualTo(2);
    }

    @Test
    void aShareCountsOnceThereAreEnoughItems() {
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, null, 50.0), "xxxxxxxxx"))
                .isZero();
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, null, 50.0), "xxxxxxxxxx"))
                .isEqualTo(10);
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, null, 50.0), "xxxxx....."))
                .isZero();
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, null, 50.0), "xxxxx.....x"))
                .isEqualTo(11);
    }

    @Test
    void whatFailedInAnEarlierRunCounts() {
        assertThat(watch(Failure.Policy.TOLERATE, 2, null, 2).isBroken()).isFalse();
        assertThat(breaksAt(watch(Failure.Policy.TOLERATE, 2, null, 2), ".x")).isEqualTo(2);
        assertThat(watch(Failure.Policy.TOLERATE, 2, null, 3).isBroken()).isTrue();
        assertThat(watch(Failure.Policy.FAIL_FAST, null, null, 1).isBroken()).isTrue();
        assertThat(watch(Failure.Policy.FAIL_FAST, null, null, 0).isBroken()).isFalse();
        assertThat(watch(Failure.Policy.COLLECT, null, null, 1).isBroken()).isFalse();
    }
}

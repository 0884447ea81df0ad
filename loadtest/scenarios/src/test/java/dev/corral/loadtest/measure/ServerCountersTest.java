package dev.corral.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.corral.loadtest.stream.StreamTally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerCountersTest {
    private static final String BEFORE = """
        # HELP corral_items_total Items that have ended
        corral_items_total{kind="fetch",outcome="ok"} 10.0
        corral_jobs_total{kind="fetch",outcome="completed"} 1.0
        corral_item_seconds_bucket{kind="fetch",le="+Inf"} +Inf
        """;
    private static final StreamTally JOB =
            new StreamTally("fetch", "completed", null, Map.of("total", 5L, "ok", 5L, "failed", 0L), 0, List.of());

    private final ServerCounters counters = new ServerCounters();

    @Test
    void agreeWhenTheyGrewByWhatStreamsTell() {
        counters.before(Exposition.parse(BEFORE));
        counters.add(JOB);
        assertThat(counters.disagreement(
                        Exposition.parse(BEFORE.replace("10.0", "15.0").replace(" 1.0", " 2.0"))))
                .isNull();
    }

    @Test
    void nameTheSeriesThatDoesNotAgree() {
        counters.before(Exposition.parse(BEFORE));
        counters.add(JOB);
        assertThat(counters.disagreement(Exposition.parse(BEFORE.replace("10.0", "14.0"))))
                .contains("outcome=\"ok\"} grew by 4.0; the streams tell 5", "corral_jobs_total");
    }

    @Test
    void areBoundedByJobsWhoseEndNobodySaw() {
        counters.before(Exposition.parse(BEFORE));
        counters.add(JOB);
        counters.addCut();
        counters.addUncertain();
        String after = BEFORE.replace("10.0", "17.0");
        assertThat(counters.disagreement(Exposition.parse(after.replace(" 1.0", " 3.0"))))
                .isNull();
        assertThat(counters.disagreement(Exposition.parse(after.replace(" 1.0", " 4.0"))))
                .isNull();
        assertThat(counters.disagreement(Exposition.parse(after.replace(" 1.0", " 5.0"))))
                .contains("1 whole, 1 cut short and 1 without an answer");
        assertThat(counters.disagreement(Exposition.parse(after.replace(" 1.0", " 2.0"))))
                .isNotNull();
    }

    @Test
    void doNotAgreeWithoutAScrapeBefore() {
        assertThat(counters.disagreement(Exposition.parse(BEFORE))).contains("not known");
    }

    @Test
    void wantASeriesAndAValueInEachLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exposition.parse("lonely\n"))
                .withMessageContaining("lonely");
    }
}

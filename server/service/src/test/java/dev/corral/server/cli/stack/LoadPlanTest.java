package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    private static final LoadPlan PLAN = plan(5, 100);

    private static LoadPlan plan(int jobsPerSecond, int items) {
        return new LoadPlan(
                URI.create("http://127.0.0.1:8080"), URI.create("http://127.0.0.1:9100"), jobsPerSecond, items);
    }

    @Test
    void oneJobOfTwentyIsHungUpOnAndOneIsDetached() {
        assertThat(LongStream.range(0, 200)
                        .mapToObj(PLAN::fate)
                        .collect(Collectors.groupingBy(fate -> fate, Collectors.counting())))
                .containsEntry(LoadPlan.Fate.READ, 180L)
                .containsEntry(LoadPlan.Fate.HUNG_UP, 10L)
                .containsEntry(LoadPlan.Fate.DETACHED, 10L);
    }

    @Test
    void aJobHasALineForEachItem() {
        assertThat(PLAN.lines(3).lines())
                .hasSize(100)
                .allMatch(line -> line.startsWith("http://127.0.0.1:9100/"))
                .anyMatch(line -> line.contains("/status?"))
                .anyMatch(line -> line.contains("/bytes?"));
    }

    @Test
    void jobsDifferSoThatNothingIsTheSameRequestTwice() {
        assertThat(PLAN.lines(0)).isNotEqualTo(PLAN.lines(1));
    }

    @Test
    void aPaceOrSizeOutOfBoundsIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(0, 100))
                .withMessage("--rate is 0, expected a whole number from 1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(1, 100_001))
                .withMessage("--items is 100001, expected a whole number from 1 to 100000");
    }
}

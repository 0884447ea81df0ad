package dev.corral.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.run.Schedule.Step;
import dev.corral.loadtest.settings.Limit;
import dev.corral.loadtest.settings.Load;
import dev.corral.loadtest.settings.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final Schedule SCHEDULE = new Schedule(
            List.of(new Step(Schedule.WARM_UP, 2, Duration.ofSeconds(1)), new Step("", 10, Duration.ofSeconds(2))));

    @Test
    void arrivalsOfAStepAreEvenlySpread() {
        assertThat(SCHEDULE.at(1).offsetNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(SCHEDULE.at(2).offsetNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(SCHEDULE.at(3).offsetNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1100));
        assertThat(SCHEDULE.at(3).step().phase()).isEmpty();
        assertThat(SCHEDULE.duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void beginsWithAWarmUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(List.of(new Step("", 1, Duration.ofSeconds(1)))))
                .withMessageContaining("begin with warm-up");
    }

    @Test
    void limitsBecomeObjectivesAndReasonsForAVoidRun() {
        Plan plan = new Plan(
                new Load(Map.of()),
                List.of(
                        new Limit("a", true, 1, false),
                        new Limit("b", true, 1, false),
                        new Limit("c", false, 1, false)),
                List.of(new Limit("lag", true, 10, false), new Limit("cpu", true, 0.5, false)));
        Measured measured = new Measured(
                List.of(),
                List.of(),
                Map.of("a", 2.0, "b", 1.0, "lag", 11.0),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        Measured judged = Verdicts.on(plan, measured);
        assertThat(judged.objectives())
                .containsExactly(
                        new Objective("a at most 1", 1, 1, List.of("it is 2")),
                        new Objective("b at most 1", 1, 0, List.of()),
                        new Objective("c at least 1", 0, 0, List.of()));
        assertThat(judged.voids())
                .containsExactly("the instrument does not hold: lag at most 10; it is 11", "not measured: cpu");
    }
}

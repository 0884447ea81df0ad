package dev.corral.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.report.Evidence.GeneratorEnd.Exited;
import dev.corral.loadtest.report.Evidence.GeneratorEnd.Overdue;
import dev.corral.loadtest.report.Evidence.GeneratorEnd.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    private static final OptionalInt RUNS = OptionalInt.empty();
    private static final Measured GOOD = measured(new Objective("a", 3, 0, List.of()));
    private static final Measured BAD = measured(new Objective("a", 3, 1, List.of("line 2: seq is 4")));

    private static Measured measured(Objective... objectives) {
        return new Measured(List.of(objectives), List.of());
    }

    private static Judgement judge(int generator, @Nullable Measured measured) {
        return Judge.judge(new Evidence(new Exited(generator), RUNS, false, measured));
    }

    @Test
    void passesWhenEveryObjectiveHeld() {
        assertThat(judge(0, GOOD)).isEqualTo(new Judgement(Verdict.PASS, List.of()));
    }

    @Test
    void failsWhenAnObjectiveDidNotHold() {
        Judgement judgement = judge(0, BAD);
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reasons()).containsExactly("does not hold: a (1 of 3 times): line 2: seq is 4");
    }

    @Test
    void failsWhenOnlyAnAssertionFailed() {
        assertThat(judge(2, GOOD).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void isVoidWhenTheGeneratorCrashed() {
        assertThat(judge(1, GOOD).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(judge(137, null).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void saysWhyTheGeneratorWasEnded() {
        assertThat(judge(new Overdue(Duration.ofMinutes(6))).reasons())
                .containsExactly("the run was not over within 360 s, and was ended then");
        assertThat(judge(new Stopped("the control ended with 137")).reasons())
                .containsExactly("the control ended with 137 before the run was over, so that it was stopped");
    }

    private static Judgement judge(Evidence.GeneratorEnd end) {
        Judgement judgement = Judge.judge(new Evidence(end, RUNS, false, null));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
        return judgement;
    }

    @Test
    void isVoidWithoutMeasurements() {
        assertThat(judge(0, null).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void isVoidWhenAnObjectiveWasNeverLookedAt() {
        Judgement judgement = judge(0, measured(new Objective("b", 0, 0, List.of())));
        assertThat(judgement).isEqualTo(new Judgement(Verdict.INVALID, List.of("never looked at: b")));
    }

    @Test
    void isVoidWhenTheOriginDiedWhateverElseHappened() {
        assertThat(Judge.judge(new Evidence(new Exited(2), OptionalInt.of(137), true, BAD))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void failsAServiceThatDied() {
        Judgement judgement = Judge.judge(new Evidence(new Exited(2), RUNS, true, BAD));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reasons())
                .startsWith("the service ended before the run was over")
                .hasSize(2);
        assertThat(Judge.judge(new Evidence(new Exited(1), RUNS, true, null)).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void isVoidWhenTheServiceLacksWhatItIsAbout() {
        Judgement judgement = judge(0, with(List.of("wings"), List.of()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(judgement.reasons().getFirst()).isEqualTo("the service lacks wings");
    }

    @Test
    void isVoidWhenTheInstrumentLagsButTellsTheFaultsToo() {
        Judgement judgement = judge(0, with(List.of(), List.of("lag")));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(judgement.reasons()).containsExactly("lag", "does not hold: a (1 of 3 times): line 2: seq is 4");
    }

    private static Measured with(List<String> lacks, List<String> voids) {
        return new Measured(BAD.objectives(), List.of(), Map.of(), Map.of(), List.of(), lacks, voids);
    }

    @Test
    void hasTheExitCodesOfTheCommandLine() {
        assertThat(List.of(Verdict.values()).stream().map(Verdict::exitCode)).containsExactly(0, 1, 5);
    }
}

package dev.corral.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Map<String, String> STAMP = Map.of("cores", "2", "scenario", "baseline");
    private static final Map<String, Sense> LIMITS = Map.of(
            "a_ms", Sense.LESS_IS_BETTER,
            "knee_per_s", Sense.MORE_IS_BETTER,
            "resumed", Sense.MORE_IS_BETTER,
            "job_total.p99_ms", Sense.LESS_IS_BETTER);

    private static RunFile run(String verdict, Map<String, Double> figures) {
        return new RunFile(Path.of("run"), verdict, STAMP, LIMITS, figures);
    }

    private static List<RunFile> runs(String figure, double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> run("PASS", Map.of(figure, value)))
                .toList();
    }

    private static List<RunFile> as(String verdict, List<RunFile> runs) {
        return runs.stream().map(run -> run(verdict, run.figures())).toList();
    }

    private static Comparison compared(List<RunFile> before, List<RunFile> after) throws RefusedException {
        return Comparison.of(before, after, 0.05, Sides.Admitted.PASSED);
    }

    private static Change changeOf(String figure, double shift) throws RefusedException {
        return compared(
                        runs(figure, 100, 101, 99, 100, 102),
                        runs(figure, 100 + shift, 101 + shift, 99 + shift, 100 + shift, 102 + shift))
                .lines()
                .getFirst()
                .change();
    }

    @Test
    void theLimitOfAFigureTellsWhichWayIsWorse() throws RefusedException {
        assertThat(changeOf("a_ms", 30)).isEqualTo(Change.WORSE);
        assertThat(changeOf("a_ms", -30)).isEqualTo(Change.BETTER);
        assertThat(changeOf("knee_per_s", 30)).isEqualTo(Change.BETTER);
        assertThat(changeOf("knee_per_s", -30)).isEqualTo(Change.WORSE);
        assertThat(changeOf("resumed", 30)).isEqualTo(Change.BETTER);
    }

    @Test
    void whatNoScenarioMustHoldIsLeftOut() throws RefusedException {
        assertThat(compared(runs("knee_lag_p99_ms", 1, 1, 1, 1, 1), runs("knee_lag_p99_ms", 9, 9, 9, 9, 9))
                        .lines())
                .isEmpty();
    }

    @Test
    void differencesBelowTheFloorAreNone() throws RefusedException {
        assertThat(changeOf("a_ms", 4)).isEqualTo(Change.NONE);
    }

    @Test
    void differencesWithinTheNoiseAreNone() throws RefusedException {
        Comparison comparison = compared(runs("a_ms", 100, 150, 80, 120, 90), runs("a_ms", 110, 160, 85, 95, 130));
        assertThat(comparison.gotWorse()).isFalse();
        assertThat(comparison.text()).contains("no difference").endsWith("nothing got worse\n");
    }

    @Test
    void aSideThatRefusesItsJobsGotWorse() throws RefusedException {
        Comparison comparison =
                compared(runs(RunFile.REFUSED, 0, 0, 0, 0, 0), runs(RunFile.REFUSED, 0.9, 0.91, 0.9, 0.88, 0.9));
        assertThat(comparison.lines().getFirst().change()).isEqualTo(Change.WORSE);
        assertThat(comparison.text()).endsWith("something got worse\n");
    }

    @Test
    void aShareBelowAHundredthIsNoDifferenceFromNothing() throws RefusedException {
        assertThat(compared(runs(RunFile.BROKEN, 0, 0, 0, 0, 0), runs(RunFile.BROKEN, .001, .001, .001, .002, .001))
                        .gotWorse())
                .isFalse();
    }

    @Test
    void aFigureThatIsGoneGotWorse() throws RefusedException {
        Comparison comparison = compared(runs("a_ms", 1, 2, 3, 4, 5), runs("other", 1, 2, 3, 4, 5));
        assertThat(comparison.lines().getFirst().change()).isEqualTo(Change.GONE);
        assertThat(comparison.gotWorse()).isTrue();
        assertThat(comparison.text()).contains("in 0 of B's runs");
    }

    @Test
    void aFigureOfTheSecondSideAloneIsTold() throws RefusedException {
        Comparison comparison = compared(runs("other", 1, 2, 3, 4, 5), runs("a_ms", 1, 2, 3, 4, 5));
        assertThat(comparison.lines().getFirst().change()).isEqualTo(Change.UNKNOWN);
        assertThat(comparison.gotWorse()).isFalse();
    }

    @Test
    void aQuantileOfFewValuesGivesWayToALowerOne() throws RefusedException {
        List<RunFile> few = DoubleStream.of(1, 2, 3, 4, 5)
                .mapToObj(value -> run(
                        "PASS", Map.of("job_total.p99_ms", value, "job_total.p95_ms", value, "job_total.count", 999.0)))
                .toList();
        assertThat(compared(few, few).lines())
                .extracting(Comparison.Line::figure)
                .containsExactly("job_total.p95_ms");
        List<RunFile> fewer = DoubleStream.of(1, 2, 3, 4, 5)
                .mapToObj(value -> run("PASS", Map.of("job_total.p50_ms", value, "job_total.count", 19.0)))
                .toList();
        assertThat(compared(fewer, fewer).lines().getFirst().change()).isEqualTo(Change.UNKNOWN);
    }

    @Test
    void fewerThanFiveRunsAreRefused() {
        assertThatThrownBy(() -> compared(runs("a_ms", 1, 2, 3, 4), runs("a_ms", 1, 2, 3, 4, 5)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("side A has 4 runs; expected at least 5");
    }

    @Test
    void differentStampsAreRefused() {
        List<RunFile> other = runs("a_ms", 1, 2, 3, 4, 5).stream()
                .map(run -> new RunFile(run.file(), run.verdict(), Map.of("cores", "64"), LIMITS, run.figures()))
                .toList();
        assertThatThrownBy(() -> compared(runs("a_ms", 1, 2, 3, 4, 5), other))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the stamps differ: cores is \"2\"");
    }

    @Test
    void failedRunsAreRefusedUnlessTheyAreAskedFor() throws RefusedException {
        List<RunFile> passed = runs("a_ms", 1, 2, 3, 4, 5);
        List<RunFile> failed = as("FAIL", passed);
        assertThatThrownBy(() -> compared(passed, failed))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("run is FAIL; expected runs that passed, or --even-failed");
        assertThat(Comparison.of(passed, failed, 0.05, Sides.Admitted.EVEN_FAILED)
                        .lines())
                .hasSize(1);
        assertThat(Sides.failures("B", failed)).isEqualTo("5 of B's 5 runs FAILED\n");
        assertThat(Sides.failures("A", passed)).isEmpty();
    }

    @Test
    void voidRunsAreAlwaysRefused() {
        List<RunFile> passed = runs("a_ms", 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> Comparison.of(passed, as("INVALID", passed), 0.05, Sides.Admitted.EVEN_FAILED))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("INVALID");
    }

    @Test
    void moreFiguresThanRunsCanTellApartAreRefused() {
        Map<String, Sense> many =
                IntStream.range(0, 13).boxed().collect(Collectors.toMap(i -> "figure" + i, i -> Sense.LESS_IS_BETTER));
        Map<String, Double> figures = many.keySet().stream().collect(Collectors.toMap(name -> name, name -> 1.0));
        List<RunFile> runs = Stream.generate(() -> new RunFile(Path.of("run"), "PASS", STAMP, many, figures))
                .limit(5)
                .toList();
        assertThatThrownBy(() -> compared(runs, runs))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("in 13 figures; expected more runs a side");
    }
}

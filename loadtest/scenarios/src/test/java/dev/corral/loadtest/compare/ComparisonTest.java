package dev.corral.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
    private static final Map<String, String> STAMP = Map.of("cores", "2", "scenario", "baseline");

    private static List<RunFile> runs(String figure, double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> new RunFile(Path.of("run"), "PASS", STAMP, Map.of(figure, value)))
                .toList();
    }

    private static Comparison.Change changeOf(String figure, double shift) throws RefusedException {
        return Comparison.of(
                        runs(figure, 100, 101, 99, 100, 102),
                        runs(figure, 100 + shift, 101 + shift, 99 + shift, 100 + shift, 102 + shift),
                        0.05)
                .lines()
                .getFirst()
                .change();
    }

    @Test
    void moreTimeIsWorseAndMoreThroughputIsBetter() throws RefusedException {
        assertThat(changeOf("job_total.p99_ms", 30)).isEqualTo(Comparison.Change.WORSE);
        assertThat(changeOf("job_total.p99_ms", -30)).isEqualTo(Comparison.Change.BETTER);
        assertThat(changeOf("items_per_s", 30)).isEqualTo(Comparison.Change.BETTER);
        assertThat(changeOf("items_per_s", -30)).isEqualTo(Comparison.Change.WORSE);
    }

    @Test
    void differencesBelowTheFloorAreNone() throws RefusedException {
        assertThat(changeOf("job_total.p99_ms", 4)).isEqualTo(Comparison.Change.NONE);
    }

    @Test
    void differencesWithinTheNoiseAreNone() throws RefusedException {
        Comparison comparison =
                Comparison.of(runs("a_ms", 100, 150, 80, 120, 90), runs("a_ms", 110, 160, 85, 95, 130), 0.01);
        assertThat(comparison.gotWorse()).isFalse();
        assertThat(comparison.text()).contains("no difference").endsWith("nothing got worse\n");
    }

    @Test
    void fewerThanFiveRunsAreRefused() {
        assertThatThrownBy(() -> Comparison.of(runs("a_ms", 1, 2, 3, 4), runs("a_ms", 1, 2, 3, 4, 5), 0.05))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("side A has 4 runs; expected at least 5");
    }

    @Test
    void differentStampsAreRefused() {
        List<RunFile> other = runs("a_ms", 1, 2, 3, 4, 5).stream()
                .map(run -> new RunFile(run.file(), run.verdict(), Map.of("cores", "64"), run.figures()))
                .toList();
        assertThatThrownBy(() -> Comparison.of(runs("a_ms", 1, 2, 3, 4, 5), other, 0.05))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the stamps differ: cores is \"2\"");
    }

    @Test
    void invalidRunsAreRefused() {
        List<RunFile> other = runs("a_ms", 1, 2, 3, 4, 5).stream()
                .map(run -> new RunFile(run.file(), "INVALID", run.stamp(), run.figures()))
                .toList();
        assertThatThrownBy(() -> Comparison.of(runs("a_ms", 1, 2, 3, 4, 5), other, 0.05))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("INVALID");
    }

    @Test
    void runsAreReadFromTheirSummary(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("summary.json"), """
            {"scenario":"smoke","profile":"quick","verdict":"PASS","figures":{"knee_per_s":7},
             "samples":[{"name":"job_total","p50_ms":1,"p95_ms":2,"p99_ms":3},{"name":"generator_lag","p50_ms":1}],
             "stamp":{"cores":"2","commit":"abc"}}
            """);
        RunFile run = RunFile.read(file);
        assertThat(run.stamp())
                .containsEntry("cores", "2")
                .containsEntry("scenario", "smoke")
                .doesNotContainKey("commit");
        assertThat(run.figures())
                .containsEntry("knee_per_s", 7.0)
                .containsEntry("job_total.p99_ms", 3.0)
                .doesNotContainKey("generator_lag.p50_ms");
    }
}

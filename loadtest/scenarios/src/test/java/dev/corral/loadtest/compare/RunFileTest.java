package dev.corral.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFileTest {
    @TempDir
    private Path folder = Path.of("");

    private RunFile read(String json) throws IOException {
        return RunFile.read(Files.writeString(folder.resolve("summary.json"), json));
    }

    @Test
    void isReadFromASummary() throws IOException {
        RunFile run = read("""
            {"scenario":"smoke","profile":"quick","verdict":"PASS",
             "limits":[{"figure":"knee_per_s","at_least":5},{"figure":"job_total.p99_ms","at_most":9}],
             "figures":{"knee_per_s":7},
             "samples":[{"name":"job_total","count":4,"p50_ms":1,"p95_ms":2,"p99_ms":3},
                        {"name":"job_total@warm-up","count":4,"p50_ms":1,"p95_ms":2,"p99_ms":3}],
             "stamp":{"cores":"2","commit":"abc","service_sha256":"1","origin_sha256":"2","loadtest_sha256":"3"}}
            """);
        assertThat(run.stamp())
                .isEqualTo(Map.of(
                        "cores", "2",
                        "scenario", "smoke",
                        "profile", "quick",
                        "origin_sha256", "2",
                        "loadtest_sha256", "3"));
        assertThat(run.figures())
                .containsEntry("knee_per_s", 7.0)
                .containsEntry("job_total.p99_ms", 3.0)
                .containsEntry("job_total.count", 4.0)
                .doesNotContainKeys("job_total@warm-up.p99_ms", RunFile.REFUSED);
        assertThat(run.limits())
                .isEqualTo(Map.of("knee_per_s", Sense.MORE_IS_BETTER, "job_total.p99_ms", Sense.LESS_IS_BETTER));
    }

    @Test
    void reckonsWhichShareOfJobsWasRefusedOrBroken() throws IOException {
        RunFile run = read("""
            {"scenario":"overload","verdict":"PASS","figures":{"jobs.done@before":50,"jobs.done@over":20,
             "jobs.done@warm-up":900,"jobs.rejected@over":20,"jobs.rejected without Retry-After":7,"jobs.broken":10}}
            """);
        assertThat(run.figures()).containsEntry(RunFile.REFUSED, 0.2).containsEntry(RunFile.BROKEN, 0.1);
    }

    @Test
    void isNoOtherJson() {
        assertThatIOException().isThrownBy(() -> read("{}")).withMessageContaining("is no summary of a load test");
        assertThatIOException().isThrownBy(() -> read("{"));
    }
}

package dev.corral.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.report.Judgement;
import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.Verdict;
import dev.corral.loadtest.rig.NotReadyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CampaignTest {
    private static final String NOT_READY = "NOT READY";

    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    /// Plays the first scenarios once each, with these verdicts in turn.
    private List<Outcome> play(int runs, int again, String... verdicts) throws IOException, InterruptedException {
        Deque<String> next = new ArrayDeque<>(List.of(verdicts));
        List<Campaign.Entry> entries = Scenario.ALL.stream()
                .limit(runs)
                .map(scenario -> new Campaign.Entry(scenario, new RunFolder(folder.resolve(scenario.name()))))
                .toList();
        List<Outcome> outcomes =
                new Campaign(entries, again, entry -> played(entry, next.removeFirst())).play(said::add);
        assertThat(next).isEmpty();
        return outcomes;
    }

    private static Summary played(Campaign.Entry entry, String verdict) throws IOException, NotReadyException {
        if (verdict.equals(NOT_READY)) {
            throw new NotReadyException("cannot reach the service", new IOException());
        }
        Files.createDirectories(entry.folder().path());
        Files.writeString(entry.folder().path().resolve("summary.json"), verdict);
        return new Summary(
                new Summary.Heading(
                        entry.scenario().name(), "quick", "open", Instant.parse("2026-11-22T10:00:00Z"), Duration.ZERO),
                new Judgement(Verdict.valueOf(verdict), verdict.equals("PASS") ? List.of() : List.of("a reason")),
                Measured.NOTHING,
                List.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void aVoidRunIsRepeatedAndKept() throws IOException, InterruptedException {
        List<Outcome> outcomes = play(1, 2, "INVALID", "INVALID", "PASS");
        assertThat(Outcome.exitCode(outcomes)).isZero();
        assertThat(folder.resolve("selftest-void-1/summary.json")).hasContent("INVALID");
        assertThat(folder.resolve("selftest-void-2/summary.json")).hasContent("INVALID");
        assertThat(folder.resolve("selftest/summary.json")).hasContent("PASS");
        assertThat(Overview.of(outcomes))
                .contains("INVALID", "again; kept in selftest-void-1: a reason", "selftest-void-2", "PASS");
    }

    @Test
    void aRunThatStaysVoidIsInvalid() throws IOException, InterruptedException {
        assertThat(Outcome.exitCode(play(1, 1, "INVALID", "INVALID"))).isEqualTo(5);
        assertThat(folder.resolve("selftest")).isDirectory();
    }

    @Test
    void aFailureIsNeverRepeated() throws IOException, InterruptedException {
        assertThat(Outcome.exitCode(play(1, 3, "FAIL"))).isEqualTo(1);
    }

    @Test
    void whatIsNotReadyHoldsNoOtherRunUp() throws IOException, InterruptedException {
        List<Outcome> outcomes = play(3, 0, "FAIL", NOT_READY, "PASS");
        assertThat(Outcome.exitCode(outcomes)).isEqualTo(1);
        assertThat(said).containsExactly("cannot reach the service");
        assertThat(Overview.of(outcomes).lines())
                .anyMatch(line -> line.matches("selftest +FAIL .*a reason"))
                .anyMatch(line -> line.matches("smoke +NOT READY +cannot reach the service"))
                .anyMatch(line -> line.matches("baseline +PASS.*"));
    }

    @Test
    void oneThatCouldNotBeginOutweighsAVoidOne() throws IOException, InterruptedException {
        assertThat(Outcome.exitCode(play(2, 0, NOT_READY, "INVALID"))).isEqualTo(4);
    }
}

package dev.corral.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Outcomes OUTCOMES = new Outcomes(
            new TreeMap<>(Map.of("failed", 3L, "ok", 9_997L)),
            new TreeMap<>(Map.of("status", 2L, "reset", 1L)),
            10_000,
            new Outcomes.Times(4, 31, 212));

    private static Findings findings(long highest, long alive, List<String> problems) {
        return new Findings(
                10_000,
                Duration.ofMillis(2500),
                OUTCOMES,
                problems,
                new Findings.OriginView(10_000, highest),
                new Findings.Tasks(69, alive),
                new Findings.Heap(10 << 20, 21 << 20));
    }

    private static String checks(Findings findings) {
        return Summary.checks(Check.of(findings, 64));
    }

    @Test
    void figuresTellRateTimesOutcomesAndMemory() {
        assertThat(Summary.figures(findings(64, 0, List.of())))
                .startsWith("Corral ran 10,000 fetches through its own HTTP API in 2.5 s: 4,000 items/s")
                .contains("ok 9,997   failed 3 (reset 1, status 2;")
                .contains("p50 4 ms   p99 31 ms   max 212 ms")
                .contains("64 asked for, at most 64 at once")
                .contains("tasks alive   0 now, at most 69")
                .contains("21.0 MiB after GC, 10.0 MiB before");
    }

    @Test
    void allGoodIsSaidOnceEach() {
        assertThat(checks(findings(64, 0, List.of())))
                .contains("ok      tasks alive at the end: 0\n")
                .doesNotContain("BROKEN", "FAILED");
    }

    @Test
    void tasksThatStayAreABrokenPromise() {
        assertThat(checks(findings(64, 2, List.of())))
                .contains("BROKEN  tasks alive at the end: 2\n")
                .contains("THE DEMO FAILED: 1 of 5 checks did not hold.");
    }

    @Test
    void concurrencyAboveWhatWasAskedIsABrokenPromise() {
        assertThat(checks(findings(65, 0, List.of()))).contains("BROKEN  concurrency 64 was asked for");
    }

    @Test
    void problemOfAStreamIsTold() {
        assertThat(checks(findings(64, 0, List.of("seq 3 came after 1"))))
                .contains("BROKEN  streams: seq 3 came after 1");
    }

    @Test
    void itemsThatAreMissingOrThatTheOriginNeverSawAreBrokenPromises() {
        Findings missing = new Findings(
                10_001,
                Duration.ofSeconds(1),
                OUTCOMES,
                List.of(),
                new Findings.OriginView(9_999, 1),
                new Findings.Tasks(1, 0),
                new Findings.Heap(1, 1));
        assertThat(checks(missing))
                .contains("BROKEN  10,000 of 10,001 items")
                .contains("BROKEN  the origin saw 9,999 requests, 10,000 were told");
    }

    @Test
    void runOfNothingHasFigures() {
        Outcomes none = new Outcomes(new TreeMap<>(), new TreeMap<>(), 0, new Outcomes.Times(0, 0, 0));
        Findings findings = new Findings(
                0,
                Duration.ZERO,
                none,
                List.of(),
                new Findings.OriginView(0, 0),
                new Findings.Tasks(0, 0),
                new Findings.Heap(0, 0));
        assertThat(Summary.figures(findings)).contains("0 fetches", "outcomes      none");
        assertThat(checks(findings)).doesNotContain("BROKEN");
    }

    @Test
    void nextStepsNameEveryPlace() {
        Places places = new Places("http://127.0.0.1:1", "http://127.0.0.1:2", URI.create("http://127.0.0.1:3"));
        assertThat(Summary.look(places))
                .contains("curl -N 'http://127.0.0.1:1/v1/jobs?kind=fetch'")
                .contains("http://127.0.0.1:2/metrics", "http://127.0.0.1:3/seen", "README.md");
    }
}

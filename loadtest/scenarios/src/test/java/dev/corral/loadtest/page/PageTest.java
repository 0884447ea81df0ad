package dev.corral.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.measure.Row;
import dev.corral.loadtest.report.Judgement;
import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageTest {
    private static final String HOSTILE = "<script>alert('x')</script>";

    private static final Summary SUMMARY = new Summary(
            new Summary.Heading("spike", "quick", "open", Instant.parse("2026-11-22T10:00:00Z"), Duration.ofSeconds(9)),
            new Judgement(Verdict.FAIL, List.of(HOSTILE)),
            new Measured(
                    List.of(new Objective(HOSTILE, 3, 1, List.of(HOSTILE))),
                    List.of(),
                    Map.of(HOSTILE, 1.0),
                    Map.of(HOSTILE, HOSTILE),
                    List.of(new Mark(1.5, HOSTILE, true)),
                    List.of(),
                    List.of()),
            List.of(),
            Map.of("origin", 2.0),
            Map.of(HOSTILE, HOSTILE));

    private final String page = Page.of(
            SUMMARY,
            List.of(
                    new Row(1, Map.of("server.tasks_live", 5.0, "client.job_total.p99_ms", 20.0)),
                    new Row(2, Map.of("client.job_total.p99_ms", 2000.0)),
                    new Row(3, Map.of("server.tasks_live", 0.0))));

    @Test
    void needsNothingFromElsewhere() {
        assertThat(page).doesNotContain("http://", "https://", "<script", "src=", "href=", "url(", "@import");
    }

    @Test
    void beginsWithTheVerdictAndItsReasons() {
        assertThat(page).startsWith("<!doctype html>");
        assertThat(page.indexOf("<b class=\"FAIL\">FAIL</b>")).isPositive().isLessThan(page.indexOf("<svg"));
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void drawsALineForEachValueAndAMarkForEachFault() {
        assertThat(page).contains("Live tasks", "Client: p99", "<line class=\"fault\"");
        assertThat(page).doesNotContain("Back-pressure");
    }

    @Test
    void breaksALineWhereASecondHasNoValue() {
        String chart = new Chart("t", List.of("a"), false, name -> name)
                .svg(
                        List.of(new Row(1, Map.of("a", 1.0)), new Row(2, Map.of()), new Row(3, Map.of("a", 1.0))),
                        List.of());
        String path = chart.substring(chart.indexOf(" d=\""));
        assertThat(path.substring(0, path.indexOf("/>")).chars().filter(c -> c == 'M'))
                .hasSize(2);
    }

    @Test
    void logarithmicHeightsGrowByDecades() {
        Scale scale = Scale.of(List.of(new Row(1, Map.of("a", 999.0))), List.of("a"), true);
        assertThat(scale.ticks()).hasSize(5);
        assertThat(scale.share(10) - scale.share(1)).isCloseTo(0.25, within(1e-9));
        assertThat(scale.share(0)).isZero();
    }
}

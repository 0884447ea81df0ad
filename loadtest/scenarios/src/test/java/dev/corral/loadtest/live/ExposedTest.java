package dev.corral.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExposedTest {
    @Test
    void tellsTheScenarioBeforeTheFirstSecondIsOver() {
        assertThat(new Exposed("spike", null, null).text())
                .contains("# TYPE corral_loadtest_phase gauge\n")
                .endsWith("corral_loadtest_phase{scenario=\"spike\",phase=\"begins\"} 1.00000\n");
    }

    @Test
    void tellsQuantilesInSecondsBySampleAndPhase() {
        assertThat(of("client.submit.p99_ms"))
                .contains("client_seconds{sample=\"submit\",phase=\"\",quantile=\"0.99\"} 0.00250000");
        assertThat(of("client.job_total@over.p50_ms"))
                .contains("client_seconds{sample=\"job_total\",phase=\"over\",quantile=\"0.5\"} 0.00250000");
        assertThat(of("client.job_total@one host.service.p95_ms"))
                .contains("client_seconds{sample=\"job_total.service\",phase=\"one host\",quantile=\"0.95\"} ");
    }

    @Test
    void tellsRatesBySampleAndPhase() {
        assertThat(of("client.rejected@over.per_s"))
                .contains("corral_loadtest_client_per_second{sample=\"rejected\",phase=\"over\"} 2.50000");
    }

    @Test
    void tellsWhatElseThereIsByViewAndFigure() {
        assertThat(of("wait.results.send"))
                .contains("corral_loadtest_figure{view=\"wait\",figure=\"results.send\"} 2.50000");
    }

    @Test
    void escapesTextOfPhases() {
        String text = new Exposed("spike", null, new Mark(1, "a \"b\"\\c\n", false)).text();
        assertThat(text).contains("phase=\"a \\\"b\\\"\\\\c\\n\"");
    }

    private static String of(String figure) {
        return new Exposed("spike", new Row(2, Map.of(figure, 2.5)), new Mark(1, "over", false)).text();
    }
}

package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which job a measurement was taken in, for who asks for OpenMetrics.
class ExemplarTest {
    private static final String OPEN = "application/openmetrics-text";

    private RawOrigin origin;
    private RunningServer server;
    private String job;

    @BeforeEach
    void runAJob() throws Exception {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        server = RunningServer.fetchingFrom(origin);
        Records records = server.run("{'kind':'fetch','items':['" + origin.url() + "']}");
        job = records.start().path("job").asText();
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    private Api.Answer metrics(String accept) throws Exception {
        try (Api management = new Api(server.managementPort())) {
            return management.get("/metrics", "Accept", accept);
        }
    }

    @Test
    void bucketsOfDurationsNameTheJob() throws Exception {
        String text = metrics(OPEN).body();
        for (String bucket : new String[] {
            "corral_item_seconds_bucket{kind=\"fetch\"",
            "corral_job_seconds_bucket{kind=\"fetch\"",
            "corral_upstream_phase_seconds_bucket{phase=\"connect\"",
            "corral_upstream_phase_seconds_bucket{phase=\"first_byte\"",
            "corral_upstream_phase_seconds_bucket{phase=\"body\""
        }) {
            assertThat(text.lines().filter(line -> line.startsWith(bucket)))
                    .anyMatch(line -> line.contains("# {job_id=\"" + job + "\"}"));
        }
    }

    /// Prometheus drops the whole scrape otherwise.
    @Test
    void onlyBucketsHaveThem() throws Exception {
        assertThat(metrics(OPEN).body().lines())
                .filteredOn(line -> line.contains(" # {"))
                .isNotEmpty()
                .allMatch(line -> line.matches("corral_\\w+_bucket\\{.*"));
    }

    @Test
    void labelsNeverDo() throws Exception {
        assertThat(metrics(OPEN).body().lines())
                .noneMatch(line -> line.split(" # ", 2)[0].contains(job))
                .last()
                .isEqualTo("# EOF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | text/plain; version=0.0.4; charset=utf-8",
                "*/* | text/plain; version=0.0.4; charset=utf-8",
                "application/json | text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;q=0.1, text/plain | text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text; version=1.0.0 |"
                        + " application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 |"
                        + " application/openmetrics-text; version=1.0.0; charset=utf-8"
            })
    void theFormIsWhatTheScraperPrefers(String accept, String type) throws Exception {
        Api.Answer answer = metrics(accept);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.body().contains(" # {")).isEqualTo(type.startsWith(OPEN));
    }
}

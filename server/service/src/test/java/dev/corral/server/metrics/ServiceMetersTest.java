package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceMetersTest {
    private RawOrigin origin;
    private RunningServer server;
    private Api api;

    @BeforeEach
    void start() {
        origin = RawOrigin.answering(RawOrigin.ok("four"));
        server = RunningServer.fetchingFrom(origin);
        api = new Api(server.port());
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
        origin.close();
    }

    @Test
    void theStoreTellsOfItsGroups() throws Exception {
        api.ended(api.detach("{'kind':'fetch','items':['" + origin.url() + "']}"));
        assertThat(server.metric("corral_store_commit_seconds_count")).isPositive();
        assertThat(server.metric("corral_store_lag_seconds_sum"))
                .isGreaterThanOrEqualTo(server.metric("corral_store_commit_seconds_sum"));
        assertThat(server.metric("corral_store_group_rows_sum")).isPositive();
        assertThat(server.metric("corral_store_bytes")).isPositive();
        assertThat(server.metric("corral_store_failures_total{kind=\"io\"}")).isZero();
    }

    @Test
    void requestsToOriginsAreCountedByStatusAndPhase() throws Exception {
        var _ = server.run("{'kind':'fetch','items':['" + origin.url() + "','" + origin.url()
                + "2'],'concurrency':{'max':1,'per_host':1}}");
        assertThat(server.metric("corral_upstream_requests_total{status=\"2xx\"}"))
                .isEqualTo(2);
        assertThat(server.metric("corral_upstream_bytes_total{direction=\"received\"}"))
                .isEqualTo(8);
        // The second one found the first one's connection, so it had it at once.
        assertThat(server.metric("corral_upstream_connections_opened_total")).isEqualTo(1);
        for (String phase : new String[] {"connect", "first_byte", "body"}) {
            assertThat(server.metric("corral_upstream_phase_seconds_count{phase=\"" + phase + "\"}"))
                    .isEqualTo(2);
        }
        assertThat(server.metric("corral_upstream_phase_seconds_count{phase=\"lookup\"}"))
                .isZero();
        assertThat(server.metric("corral_job_seconds_count{kind=\"fetch\"}")).isEqualTo(1);
    }

    @Test
    void requestsOfJobsThatAreCutShortAreCounted() throws Exception {
        try (RawOrigin silent = RawOrigin.silent();
                RunningServer other = RunningServer.fetchingFrom(silent)) {
            var _ = other.run("{'kind':'fetch','items':['" + silent.url() + "'],'deadline_ms':300}");
            assertThat(other.metric("corral_upstream_requests_total{status=\"withdrawn\"}"))
                    .isEqualTo(1);
            assertThat(other.metric("corral_upstream_requests_total{status=\"none\"}"))
                    .isZero();
        }
    }

    @Test
    void refusalsAreCountedByProblem() throws Exception {
        assertThat(api.get("/v1/jobs/j_nowhere").status()).isEqualTo(404);
        assertThat(api.post("/v1/jobs", "{", "Content-Type", "application/json").status())
                .isEqualTo(400);
        assertThat(server.metric("corral_refusals_total{problem=\"not-found\"}"))
                .isEqualTo(1);
        assertThat(server.metric("corral_refusals_total{problem=\"malformed\"}"))
                .isEqualTo(1);
    }

    @Test
    void everyLoopIsLookedAfter() throws Exception {
        Patience.until("all loops were looked at", () -> server.metric("corral_loop_lag_seconds_count") > 3);
        assertThat(server.metric("corral_loop_worst_lag_seconds{loop=\"0\"}")).isNotNegative();
        assertThat(server.metric("corral_loop_stalls_total")).isZero();
    }

    @Test
    void nothingIsUnknown() throws Exception {
        assertThat(server.get("/metrics").lines())
                .filteredOn(line -> line.startsWith("corral_"))
                .hasSizeGreaterThan(300)
                .noneMatch(line -> line.endsWith("NaN"));
    }
}

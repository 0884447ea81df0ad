package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every task of a job that is alive belongs to a place that is taken, also while no job runs.
final class JobPlacesTest {
    private static final String RUNNING = "corral_jobs_running{kind=\"fetch\"}";
    private static final String DETACHED = "corral_job_places_used{jobs=\"detached\"}";
    private static final String ATTACHED = "corral_job_places_used{jobs=\"attached\"}";

    @TempDir
    private Path data;

    private RawOrigin silent;
    private RunningServer server;

    @BeforeEach
    void open() {
        silent = RawOrigin.silent();
        serve();
    }

    private void serve() {
        server = RunningServer.with(
                config -> config.withAllow(RunningServer.rules(silent)).withData(data));
    }

    @AfterEach
    void close() {
        server.close();
        silent.close();
    }

    private void awaitNone() throws Exception {
        server.awaitIdle();
        Patience.until("all places are free", () -> server.metric(DETACHED) + server.metric(ATTACHED) == 0);
    }

    private void assertOnePlaceAndNoJobThatRuns(String place) throws IOException {
        assertThat(server.metric("corral_tasks_live")).isPositive();
        assertThat(server.metric(RUNNING)).isZero();
        assertThat(server.metric(place)).isEqualTo(1);
    }

    @Test
    void aJobThatIsPausedHasOneThroughRestarts() throws Exception {
        String id;
        try (Api api = new Api(server.port())) {
            id = api.detach("{'kind':'fetch','items':['" + silent.url() + "']}");
            Patience.until("it runs", () -> server.metric(RUNNING) == 1);
            assertThat(api.post("/v1/jobs/" + id + "/pause", "").status()).isEqualTo(200);
        }
        server.close();
        serve();
        assertOnePlaceAndNoJobThatRuns(DETACHED);
        try (Api api = new Api(server.port())) {
            assertThat(api.post("/v1/jobs/" + id + "/cancel", "").status()).isLessThan(300);
            api.ended(id);
        }
        awaitNone();
    }

    @Test
    void aDetachedJobThatIsStillBeingSentHasOne() throws Exception {
        try (RawClient client = server.client()) {
            client.send("POST /v1/jobs?kind=fetch HTTP/1.1\r\nHost: c\r\nContent-Type: text/plain\r\n"
                    + "Prefer: respond-async\r\nContent-Length: 1000\r\n\r\n" + silent.url() + "\n");
            Patience.until("its task runs", () -> server.metric("corral_tasks_live") > 0);
            assertOnePlaceAndNoJobThatRuns(DETACHED);
            client.reset();
        }
        awaitNone();
    }

    @Test
    void thereAreAsManyAsAreTaken() throws IOException {
        assertThat(server.metric("corral_job_places{jobs=\"attached\"}")).isEqualTo(1024);
        assertThat(server.metric("corral_job_places{jobs=\"detached\"}")).isEqualTo(10_000);
    }
}

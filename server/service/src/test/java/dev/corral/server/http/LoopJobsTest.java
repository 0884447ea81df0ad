package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs whose tasks run on event loops give the same records as those on the JDK's scheduler.
final class LoopJobsTest {
    private RawOrigin origin;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        origin = RawOrigin.answering(RawOrigin.ok("hello"));
        server = RunningServer.fetchingFrom(origin);
    }

    @AfterEach
    void close() {
        server.close();
        origin.close();
    }

    private String job(RawOrigin from, String backend, int items) {
        String urls = IntStream.range(0, items)
                .mapToObj(i -> "'" + from.url() + i + "'")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','backend':'" + backend + "','items':[" + urls
                + "],'defaults':{'capture':'sha256','timeout_ms':60000,'first_byte_timeout_ms':60000}}";
    }

    /// What does not depend on time.
    private static List<JsonNode> lasting(Records records) {
        return IntStream.range(0, records.items().size())
                .<JsonNode>mapToObj(i -> ((ObjectNode) records.item(i)).without(List.of("timing_ms", "seq")))
                .toList();
    }

    @Test
    void theRecordsAreTheSame() throws Exception {
        Records jdk = server.run(job(origin, "jdk", 200));
        Records loop = server.run(job(origin, "loop", 200));
        assertThat(lasting(loop)).isEqualTo(lasting(jdk));
        assertThat(loop.end().path("counts")).isEqualTo(jdk.end().path("counts"));
        server.awaitIdle();
    }

    @Test
    void detachedJobsRunThereToo() throws Exception {
        try (Api api = new Api(server.port())) {
            String id = api.detach(job(origin, "loop", 200));
            assertThat(api.ended(id).path("counts").path("ok").asInt()).isEqualTo(200);
            assertThat(Records.of(api.get("/v1/jobs/" + id + "/stream").body()).items())
                    .hasSize(200);
        }
        server.awaitIdle();
    }

    @Test
    void leavingStopsTheJob() throws Exception {
        try (RawOrigin silent = RawOrigin.silent();
                RunningServer busy = RunningServer.fetchingFrom(silent);
                RawClient client = busy.client()) {
            client.postJob(job(silent, "loop", 100));
            Patience.until("the job runs", () -> silent.requests() == 6);
            client.leave();
            busy.awaitIdle();
            Patience.until("all connections are closed", () -> silent.connections() == 0);
            assertThat(silent.requests()).isEqualTo(6);
        }
    }

    @Test
    void stoppingTheServiceStopsTheJob() throws Exception {
        try (RawOrigin silent = RawOrigin.silent()) {
            RunningServer busy = RunningServer.fetchingFrom(silent);
            try (RawClient client = busy.client()) {
                client.postJob(job(silent, "loop", 100));
                Patience.until("the job runs", () -> silent.requests() == 6);
                busy.close();
                Records records = Records.of(client.answer());
                assertThat(records.end().path("cause").asText()).isEqualTo("shutdown");
            }
        }
    }
}

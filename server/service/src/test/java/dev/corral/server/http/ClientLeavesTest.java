package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A job lives exactly as long as its exchange: whoever hangs up stops the work.
final class ClientLeavesTest {
    private RawOrigin origin;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        origin = RawOrigin.silent();
        server = RunningServer.fetchingFrom(origin);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        origin.close();
    }

    private String job(int items) {
        String urls = IntStream.range(0, items)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','items':[" + urls
                + "],'concurrency':{'max':16,'per_host':16},'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000}}";
    }

    /// How a client goes.
    private interface Leaving {
        void by(RawClient client) throws IOException;
    }

    private void assertLeavingStopsTheJob(Leaving leaving) throws Exception {
        try (RawClient client = server.client()) {
            client.postJob(job(100));
            Patience.until("the job runs", () -> origin.requests() == 16);
            leaving.by(client);
            assertTheJobIsGone();
            assertThat(origin.requests()).isEqualTo(16);
        }
    }

    private void assertTheJobIsGone() throws Exception {
        server.awaitIdle();
        Patience.until("all connections to the origin are closed", () -> origin.connections() == 0);
        assertThat(server.metric("corral_jobs_running{kind=\"fetch\"}")).isZero();
        assertThat(server.metric("corral_limiter_borrowed{limiter=\"fetch\"}")).isZero();
    }

    @Test
    void closingTheConnectionStopsTheJob() throws Exception {
        assertLeavingStopsTheJob(RawClient::leave);
        assertThat(server.metric("corral_jobs_total{kind=\"fetch\",outcome=\"cancelled\"}"))
                .isEqualTo(1);
        assertThat(server.metric("corral_items_total{kind=\"fetch\",outcome=\"cancelled\"}"))
                .isEqualTo(16);
        assertThat(server.metric("corral_items_total{kind=\"fetch\",outcome=\"not_started\"}"))
                .isEqualTo(84);
    }

    @Test
    void breakingTheConnectionStopsTheJob() throws Exception {
        assertLeavingStopsTheJob(RawClient::reset);
    }

    @Test
    void endingOnlyTheOwnDirectionIsLeavingToo() throws Exception {
        assertLeavingStopsTheJob(RawClient::finish);
    }

    @Test
    void leavingWhileNamesAreLookedUpStopsTheJob() throws Exception {
        try (RawClient client = server.client()) {
            client.postJob("{'kind':'fetch','items':['http://nowhere.invalid/','http://elsewhere.invalid/']}");
            client.leave();
            assertTheJobIsGone();
        }
    }

    @Test
    void leavingInTheMiddleOfTheUploadLeavesNothing() throws Exception {
        try (RawClient client = server.client()) {
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{\"kind\":");
            client.leave();
            assertTheJobIsGone();
            assertThat(server.metric("corral_jobs_total{kind=\"fetch\",outcome=\"cancelled\"}"))
                    .isZero();
        }
    }

    @Test
    void aThousandClientsThatHangUpAtOnceLeaveNothing() throws Exception {
        for (int i = 0; i < 1000; i++) {
            RawClient client = server.client();
            client.postJob(job(3));
            client.reset();
        }
        assertTheJobIsGone();
        assertThat(server.fetch("http://localhost:1/", ",'on_invalid':'fail_item'")
                        .path("outcome")
                        .asText())
                .isEqualTo("failed");
    }

    @Test
    void aJobLeavesTheOthersAlone() throws Exception {
        try (RawOrigin other = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer both = RunningServer.fetchingFrom(origin, other);
                RawClient leaver = both.client()) {
            leaver.postJob(job(5));
            Patience.until("the job runs", () -> origin.requests() == 5);
            leaver.reset();
            assertThat(both.fetch(other.url(), "").path("outcome").asText()).isEqualTo("ok");
        }
    }
}

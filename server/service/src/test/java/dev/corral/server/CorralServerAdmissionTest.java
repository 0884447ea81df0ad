package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.config.ServerConfig.Capacity;
import org.junit.jupiter.api.Test;

/// How many attached jobs an operator lets run at once.
final class CorralServerAdmissionTest {
    private static final String ENDLESS = "{'kind':'pipeline','items':[{'count':1000000,'produce_ms':50}]}";
    private static final String SHORT = "{'kind':'pipeline','items':[{'count':1}]}";

    @Test
    void oneMoreThanTheOperatorAllowsIsRefusedUntilThereIsRoom() throws Exception {
        try (RunningServer server = RunningServer.with(config -> config.with(new Capacity(1, 1)))) {
            try (RawClient first = server.client();
                    RawClient second = server.client()) {
                first.postJob(ENDLESS);
                Patience.until("the first runs", () -> server.metric("corral_tasks_live") > 0);
                RawClient.Answer refused = second.postJob(SHORT).answer();
                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
                assertThat(refused.body()).contains("1 ");
                assertThat(server.get("/health/live")).isEqualTo("ok\n");
            }
            server.awaitIdle();
            assertThat(server.run(SHORT).end().path("outcome").asText()).isEqualTo("completed");
        }
    }
}

package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LoadTest {
    private static final int MANY = 40;

    @Test
    void jobsDoNotWaitForTheConnectionsOfOthers() throws NurseryFailed, InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (RawOrigin silent = RawOrigin.silent()) {
            LoadPlan plan = new LoadPlan(URI.create(silent.url()), URI.create(silent.url()), 200, 1);
            Backend backend = Backend.jdk();
            Load load = new Load(Load.client(vertx), plan, backend.clock());
            backend.run(() -> {
                Nursery.open(NurseryOptions.named("test"), nursery -> {
                    nursery.start("load", () -> load.run(new PrintWriter(Writer.nullWriter())));
                    Patience.until("many jobs are on their way", () -> silent.requests() > MANY);
                    nursery.cancel("seen enough");
                });
                return Boolean.TRUE;
            });
            assertThat(silent.accepted()).isGreaterThan(MANY);
        } finally {
            vertx.close().await();
        }
    }
}

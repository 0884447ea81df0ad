package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that is killed loses no job that it has acknowledged, does nothing twice that it has stored, and
/// tells each item once.
final class KilledServiceTest {
    private static final int ROUNDS = 4;
    private static final int ITEMS = 3000;
    private static final int UNSAFE = 30;

    @TempDir
    private Path data;

    /// A service in a process of its own.
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final int port;

        Child(Path data, RawOrigin origin) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "--add-opens=java.base/java.lang=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.corral.server.cli.Main",
                            "serve",
                            "--port",
                            "0",
                            "--management-port",
                            "0",
                            "--data",
                            data.toString(),
                            "--allow",
                            "127.0.0.1/32:" + origin.port())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            port = port(process.inputReader());
        }

        private static int port(BufferedReader out) throws IOException {
            String line = out.readLine();
            while (line != null && !line.startsWith("corral serving on ")) {
                line = out.readLine();
            }
            assertThat(line).as("the line that says where it serves").isNotNull();
            return Integer.parseInt(line.replaceAll("corral serving on http://127\\.0\\.0\\.1:([0-9]+) .*", "$1"));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static String job(RawOrigin origin) {
        String items = IntStream.range(0, ITEMS)
                .mapToObj(i -> "{'url':'" + origin.url() + i + "','method':'"
                        + (i % (ITEMS / UNSAFE) == 0 ? "POST" : "GET") + "'}")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','items':[" + items
                + "],'concurrency':{'max':16,'per_host':16},'retry':{'max_attempts':1},'retain_ms':600000}";
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingStoredIsDoneAgain() throws Exception {
        Random random = new Random(7);
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"))) {
            List<String> ids = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                try (Child service = new Child(data, origin);
                        Api api = new Api(service.port)) {
                    ids.add(api.detach(job(origin)));
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(400)));
                    service.kill();
                }
            }
            try (Child service = new Child(data, origin);
                    Api api = new Api(service.port)) {
                for (String id : ids) {
                    check(
                            api.ended(id),
                            Records.of(api.get("/v1/jobs/" + id + "/stream").body()));
                }
            }
            assertNothingStoredWasDoneAgain(origin, ids.size());
        }
    }

    private static void check(JsonNode view, Records records) {
        assertThat(view.path("outcome").asText()).isEqualTo("completed");
        JsonNode counts = records.end().path("counts");
        assertThat(counts.path("total").asInt()).isEqualTo(ITEMS);
        assertThat(counts.path("ok").asInt() + counts.path("unknown").asInt()).isEqualTo(ITEMS);
        records.items().stream()
                .filter(item -> item.path("outcome").asText().equals("unknown"))
                .forEach(item -> assertThat(item.path("index").asInt() % (ITEMS / UNSAFE))
                        .as("only what is not idempotent is unknown")
                        .isZero());
    }

    /// Each kill can make the origin see again what was in flight or not yet stored: never a POST.
    private static void assertNothingStoredWasDoneAgain(RawOrigin origin, int jobs) {
        List<String> posts = origin.heads().stream()
                .filter(head -> head.startsWith("POST "))
                .map(head -> head.substring(0, head.indexOf('\r')))
                .toList();
        assertThat(posts.size()).isLessThanOrEqualTo(jobs * UNSAFE);
        long allowed = (long) jobs * ITEMS + (long) ROUNDS * jobs * 4096;
        assertThat(origin.requests()).isLessThan(allowed);
    }
}

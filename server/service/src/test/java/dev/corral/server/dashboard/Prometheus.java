package dev.corral.server.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real Prometheus on a free port, which scrapes a service and the generator of a load test.
///
/// A shell stands between, which ends it as soon as its standard input is closed: so it ends with the process
/// that runs the tests, in whatever way that ends.
final class Prometheus implements Part {
    static final Duration SCRAPE_INTERVAL = Duration.ofMillis(500);
    static final Duration STEP = Duration.ofSeconds(1);

    private static final int WAIT_SECONDS = 20;
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");
    private static final String READY = "Server is ready to receive web requests";
    private static final String LEASH = """
        exec 3<&0
        "$@" 3<&- &
        child=$!
        { cat <&3; kill "$child"; } >/dev/null 2>&1 &
        wait "$child"
        """;

    private final Process process;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = new JsonMapper();

    private Prometheus(Process process) {
        this.process = process;
        Thread.ofVirtual().name("prometheus-output").start(this::listen);
    }

    /// Starts one and waits until it answers.
    ///
    /// @param folder for its configuration and its data
    /// @param service host and port of its metrics
    /// @param generator the same of the generator
    static Prometheus start(Path folder, String service, String generator) throws InterruptedException, IOException {
        Path program = Tool.named("prometheus").program();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration(service, generator));
        Process process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        LEASH,
                        "sh",
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0"))
                .redirectErrorStream(true)
                .start();
        Prometheus prometheus = new Prometheus(process);
        try {
            var _ = prometheus.ready.get(WAIT_SECONDS, TimeUnit.SECONDS);
            return prometheus;
        } catch (ExecutionException | TimeoutException e) {
            prometheus.close();
            throw new AssertionError("Prometheus did not start; it said:\n" + prometheus.output(), e);
        }
    }

    private String output() {
        return String.join("\n", said);
    }

    private static String configuration(String service, String generator) {
        return """
            global:
              scrape_interval: %dms
            scrape_configs:
              - job_name: corral
                static_configs:
                  - targets: ["%s"]
              - job_name: corral-loadtest
                static_configs:
                  - targets: ["%s"]
            """.formatted(SCRAPE_INTERVAL.toMillis(), service, generator);
    }

    /// The two lines that matter come in any order.
    private void listen() {
        String address = "";
        boolean serving = false;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                Matcher listening = LISTENING.matcher(line);
                address = listening.find() ? listening.group(1) : address;
                serving |= line.contains(READY);
                if (serving && !address.isEmpty()) {
                    ready.complete(URI.create("http://" + address));
                }
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /// Asks for a range, up to now, as a panel does.
    Answer range(String expression, Instant from) {
        String query = "query=%s&start=%s&end=%s&step=%d"
                .formatted(encoded(expression), from, Instant.now(), STEP.toSeconds());
        return Answer.of(expression, get("/api/v1/query_range?" + query));
    }

    /// The values of a label among the time series of a selector, as a variable asks.
    List<String> labelValues(String label, String selector) {
        JsonNode json = get("/api/v1/label/" + label + "/values?match[]=".replace("[]", "%5B%5D") + encoded(selector));
        return Dashboard.elements(json.path("data")).map(JsonNode::asText).toList();
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(ready.join().resolve(path))
                .timeout(Duration.ofSeconds(WAIT_SECONDS))
                .build();
        try {
            return mapper.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("Prometheus does not answer; it said:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Prometheus was asked", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        List<ProcessHandle> children = process.descendants().toList();
        try {
            process.getOutputStream().close();
            var _ = process.onExit().orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell's standard input cannot be closed", e);
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}

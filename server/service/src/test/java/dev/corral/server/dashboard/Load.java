package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Clients of a service: those that read all, that read slowly, that stop reading, and that leave.
final class Load implements Part {
    private static final int ROUND_SECONDS = 30;
    private static final int SLOW_CHUNK = 1 << 20;
    private static final String STALLED = "corral_jobs_total{kind=\"fetch\",outcome=\"stalled_client\"}";

    private final RunningServer server;
    private final SmallOrigin origin;
    private final String root;
    /// Of one round: between rounds the service closes what is idle, and a request that meets that is lost.
    private volatile HttpClient client = HttpClient.newHttpClient();

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    /// @param root a folder that the service may list
    Load(RunningServer server, SmallOrigin origin, String root) {
        this.server = server;
        this.origin = origin;
        this.root = root;
    }

    /// One client of each sort, all at once; returns when every job of them has ended.
    void round() throws ExecutionException, InterruptedException, IOException {
        client.shutdownNow();
        client = HttpClient.newHttpClient();
        Jobs jobs = new Jobs(origin.port());
        double stalled = stalled(server.metrics());
        List<Callable<Boolean>> sorts = List.of(
                () -> readAll(jobs.mixed(), "completed"),
                () -> detach(jobs.mixed()),
                this::askForNothing,
                () -> readAll(Jobs.listing(root), "completed"),
                () -> readAll(jobs.turnedAway(), "completed"),
                () -> readAll(jobs.failingFast(), "failed"),
                () -> readAll(jobs.pastItsDeadline(), "deadline"),
                () -> readSlowly(jobs.large()),
                () -> stopReading(jobs.large(), stalled),
                () -> leave(jobs.endless(), stalled),
                Load::collectGarbage);
        List<Future<Boolean>> ends = new ArrayList<>(clients.invokeAll(sorts, ROUND_SECONDS, TimeUnit.SECONDS));
        for (Future<Boolean> end : ends) {
            assertThat(end.get()).isTrue();
        }
        server.awaitMetrics("no task is alive", metrics -> metrics.sum("corral_tasks_live") == 0);
    }

    /// Lets a job run in the store; the round ends when no task is alive.
    private boolean detach(String job) throws IOException, InterruptedException {
        HttpRequest request = posting(job).header("Prefer", "respond-async").build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
        return true;
    }

    /// A request that is refused.
    private boolean askForNothing() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.jobs() + "/none"))
                .timeout(Duration.ofSeconds(ROUND_SECONDS))
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
        return true;
    }

    private boolean readAll(String job, String outcome) throws IOException, InterruptedException {
        try (BufferedReader lines = lines(open(job))) {
            String last = lines.lines().reduce((_, line) -> line).orElse("");
            assertThat(last).contains("\"t\":\"end\"", "\"outcome\":\"" + outcome + "\"");
        }
        return true;
    }

    /// Takes a piece, and then time: that of a look at the metrics.
    private boolean readSlowly(String job) throws IOException, InterruptedException {
        byte[] last = new byte[0];
        try (InputStream stream = open(job)) {
            for (byte[] piece = stream.readNBytes(SLOW_CHUNK);
                    piece.length > 0;
                    piece = stream.readNBytes(SLOW_CHUNK)) {
                last = piece;
                var _ = server.metrics();
            }
        }
        assertThat(new String(last, StandardCharsets.UTF_8)).contains("\"outcome\":\"completed\"");
        return true;
    }

    /// Keeps its connection until the service has given it up.
    private boolean stopReading(String job, double stalledBefore) throws IOException, InterruptedException {
        try (InputStream _ = open(job)) {
            server.awaitMetrics("a job ends for its reader", metrics -> stalled(metrics) > stalledBefore);
        }
        return true;
    }

    /// Leaves while the origin keeps the service waiting, after as long as it takes to give up another
    /// reader: Prometheus has seen the permits in use by then.
    private boolean leave(String job, double stalledBefore) throws IOException, InterruptedException {
        try (BufferedReader lines = lines(open(job))) {
            assertThat(lines.readLine()).contains("\"t\":\"start\"");
            server.awaitMetrics("requests are held", metrics -> origin.held() > 0 && stalled(metrics) > stalledBefore);
        }
        return true;
    }

    private static double stalled(Exposition metrics) {
        return metrics.samples().getOrDefault(STALLED, 0.0);
    }

    /// Pauses of the collector are among the metrics.
    private static boolean collectGarbage() {
        ManagementFactory.getMemoryMXBean().gc();
        return true;
    }

    private InputStream open(String job) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(posting(job).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).as("status of %s", job).isEqualTo(200);
        return response.body();
    }

    private HttpRequest.Builder posting(String job) {
        return HttpRequest.newBuilder(server.jobs())
                .timeout(Duration.ofSeconds(ROUND_SECONDS))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(job));
    }

    private static BufferedReader lines(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        clients.shutdownNow();
        clients.close();
        client.shutdownNow();
        client.close();
    }
}

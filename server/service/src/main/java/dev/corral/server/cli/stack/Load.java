package dev.corral.server.cli.stack;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Clock;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Task;
import dev.corral.nursery.vertx.VertxFutures;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/// Jobs at a steady pace, whatever becomes of the earlier ones, until it is cancelled. A service that is away
/// is waited for: what it missed is counted.
final class Load {
    private static final Duration PATIENCE_OF_A_LEAVER = Duration.ofMillis(100);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /// Beyond these, jobs are counted as missed and not sent: the service is too slow for the pace.
    private static final int AT_ONCE = 256;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient http;
    private final LoadPlan plan;
    private final Clock clock;
    private final LoadTally tally = new LoadTally();

    Load(HttpClient http, LoadPlan plan, Clock clock) {
        this.http = http;
        this.plan = plan;
        this.clock = clock;
    }

    /// A client with a connection for each job that may be on its way: one that waited for those of others would
    /// be sent late, or hung up on before it is sent.
    static HttpClient client(Vertx vertx) {
        return vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE + 1));
    }

    /// Goes on until it is cancelled.
    ///
    /// @param out gets a line every ten seconds
    void run(PrintWriter out) throws NurseryFailed, InterruptedException {
        Nursery.open(NurseryOptions.named("load"), jobs -> {
            jobs.start("report", () -> report(out));
            long begun = clock.nanoTime();
            for (long job = 0; ; job++) {
                long due = begun + job * NANOS_PER_SECOND / plan.jobsPerSecond();
                Task.sleep(Duration.ofNanos(Math.max(0, due - clock.nanoTime())));
                send(jobs, job);
            }
        });
    }

    private void send(Nursery jobs, long job) {
        if (jobs.running() > AT_ONCE) {
            tally.missed();
        } else {
            jobs.start("job-" + job, () -> play(job));
        }
    }

    private void play(long job) throws InterruptedException {
        LoadPlan.Fate fate = plan.fate(job);
        try {
            if (fate == LoadPlan.Fate.HUNG_UP) {
                CancelScope.moveOnAfter(PATIENCE_OF_A_LEAVER, scope -> ask(job, fate));
                tally.hungUp();
            } else {
                tally.ended(fate, ask(job, fate));
            }
        } catch (VertxException e) {
            // A closed connection, which is no failure of ours.
            tally.broken(e);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // The service is away, or broke the stream: it is told with the count.
            tally.broken(e);
        }
    }

    /// @return the answer's body
    private String ask(long job, LoadPlan.Fate fate) throws Exception {
        RequestOptions target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(plan.jobsUrl())
                .putHeader("Content-Type", "text/plain; charset=utf-8");
        if (fate == LoadPlan.Fate.DETACHED) {
            target.putHeader("Prefer", "respond-async");
        }
        HttpClientRequest request =
                VertxFutures.await(http.request(target).onSuccess(Load::breakInSilence), HttpClientRequest::reset);
        boolean whole = false;
        try {
            HttpClientResponse response = VertxFutures.await(request.send(plan.lines(job)));
            String body = VertxFutures.await(response.body()).toString();
            whole = true;
            if (response.statusCode() != (fate == LoadPlan.Fate.DETACHED ? ACCEPTED : OK)) {
                throw new IOException("the service answered " + response.statusCode());
            }
            return body;
        } finally {
            if (!whole) {
                var _ = request.reset();
            }
        }
    }

    /// What breaks is told by the answer that does not come; those that we hang up on do so as planned.
    private static void breakInSilence(HttpClientRequest request) {
        request.exceptionHandler(broken -> {});
    }

    private void report(PrintWriter out) throws InterruptedException {
        while (true) {
            Task.sleep(BETWEEN_REPORTS);
            out.println(tally.line(BETWEEN_REPORTS));
            out.flush();
        }
    }
}

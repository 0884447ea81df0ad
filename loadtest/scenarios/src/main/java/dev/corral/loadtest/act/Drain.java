package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.JobReply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Scenario 15: SIGTERM under load. Readiness goes first, then no new jobs are taken, those that run get
/// their end, and the process ends with 0.
public final class Drain implements Act {
    private static final String ENDED = "every job that was begun gets its end";
    private static final String REFUSED = "jobs that come later are refused, or find nobody";
    private static final Duration PROBE = Duration.ofMillis(10);
    private static final long MILLION = 1_000_000;

    private final Run run;
    private final AtomicLong terminatedAt = new AtomicLong();
    private final AtomicLong notReadyAt = new AtomicLong();
    private final AtomicLong firstRefusalAt = new AtomicLong(Long.MAX_VALUE);

    public Drain(Run run) {
        this.run = run;
        run.book().announce(ENDED, REFUSED);
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().rig()) {
            return;
        }
        var _ = run.crew().start(this::watchReadiness);
        var _ = run.crew().start(() -> {
            Crew.pause(run.load().duration("before"));
            run.book().fault("SIGTERM");
            terminatedAt.set(System.nanoTime());
            run.rig().terminate();
            return run;
        });
        JobOrder order =
                Jobs.fetch(Jobs.concurrency(4), run.jobs().same(run.load().whole("items"), "/delay?ms=100"));
        Duration all = run.load().duration("before").plus(run.load().duration("after"));
        OpenLoop loop = new OpenLoop(run, run.load().number("rate_per_s"), all, false);
        loop.run(intended -> run.crew().start(() -> {
            book(intended, run.calls().run(order, intended));
            return intended;
        }));
        loop.awaitEnd(Duration.ofSeconds(20));
        int exit = run.rig().exit();
        run.book().phase("the service ended with " + exit);
        run.book().figure("exit_code", exit);
        run.book().figure("not_ready_after_ms", (notReadyAt.get() - terminatedAt.get()) / (double) MILLION);
        run.book().figure("refusal_after_not_ready_ms", (firstRefusalAt.get() - notReadyAt.get()) / (double) MILLION);
        run.rig().start();
    }

    private Drain watchReadiness() throws InterruptedException {
        while (notReadyAt.get() == 0) {
            try {
                if (run.management()
                                .get(run.target().management() + "/health/ready")
                                .status()
                        != 200) {
                    notReadyAt.set(System.nanoTime());
                }
            } catch (IOException e) {
                notReadyAt.set(System.nanoTime());
            }
            Crew.pause(PROBE);
        }
        return this;
    }

    private void book(long intended, JobReply reply) {
        boolean late = terminatedAt.get() != 0 && intended - terminatedAt.get() > 0;
        switch (reply) {
            case JobReply.Streamed streamed -> {
                boolean whole = run.account().take(late ? "drain" : "", streamed) != null;
                run.book().check(ENDED, whole ? null : "a stream was not whole");
            }
            case JobReply.Refused(int status, String retryAfter, var total, String _) -> {
                firstRefusalAt.accumulateAndGet(total.endNanos(), Math::min);
                run.samples().record("rejected", total);
                boolean well = late && status == 503 && !retryAfter.isEmpty();
                run.book().check(REFUSED, well ? null : status + " with Retry-After \"" + retryAfter + "\"");
            }
            case JobReply.Broken(boolean answered, var total, String error) -> {
                long after = total.startNanos() - terminatedAt.get();
                boolean nobody = late && !answered && error.contains("ConnectException");
                if (nobody) {
                    firstRefusalAt.accumulateAndGet(total.endNanos(), Math::min);
                }
                run.book()
                        .check(
                                nobody ? REFUSED : ENDED,
                                nobody
                                        ? null
                                        : "sent " + after / MILLION + " ms after SIGTERM, answered: " + answered + ", "
                                                + error);
            }
        }
    }
}

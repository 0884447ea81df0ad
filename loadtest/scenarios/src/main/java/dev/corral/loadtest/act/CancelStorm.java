package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.OriginWatch;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Scenario 8: jobs that are cancelled within half a second, many a second: by a cancel, or by their clients'
/// leaving, with a reset or a plain close.
///
/// Each job has a host of the origin to itself, so that the origin tells of each when its last request was
/// over, and that none came after.
public final class CancelStorm implements Act {
    private static final String NOTHING_AFTER = "the origin sees nothing of a job after it is quiet";
    private static final String ENDED = "a cancelled job tells its end";
    private static final String AS_BEFORE = "permits, files and threads are as before";
    private static final int LONGEST_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// How long nothing must come for a job to count as quiet, and then again for it to have stayed so.
    private static final Duration AFTERMATH = Duration.ofMillis(250);

    private final Run run;
    private final BlockingQueue<Integer> hosts;
    private final AtomicLong wasted = new AtomicLong();

    public CancelStorm(Run run) {
        this.run = run;
        int count = run.target().hosts();
        hosts = new ArrayBlockingQueue<>(count);
        for (int host = 0; host < count; host++) {
            hosts.add(host);
        }
        run.book().announce(NOTHING_AFTER, ENDED, AS_BEFORE);
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().hosts(run.load().whole("hosts"))) {
            return;
        }
        Random random = new Random(8);
        storm(random, Duration.ofSeconds(2), run.load().number("rate_per_s") / 4, true);
        var _ = run.account().awaitQuiet();
        Exposition before = run.management().metrics(run.target().management());
        run.book().phase("storm, " + run.load().number("rate_per_s") + " a second");
        storm(random, run.load().duration("duration"), run.load().number("rate_per_s"), false);
        run.book().phase("over");
        compare(before, run.account().awaitQuiet());
        run.book().count("requests_after_quiet", wasted.get());
    }

    private void storm(Random random, Duration duration, double perSecond, boolean warmUp) throws InterruptedException {
        OpenLoop loop = new OpenLoop(run, perSecond, duration, warmUp);
        try (OriginWatch watch = new OriginWatch(run.management(), run.target().origin())) {
            loop.run(intended -> {
                Leave leave = new Leave(
                        Duration.ofMillis(random.nextLong(LONGEST_MILLIS)), Way.ALL.get(random.nextInt(3)), warmUp);
                Integer host = hosts.poll();
                if (host == null) {
                    run.book().invalid("no address of the origin was free: the storm would wait for its own cancels");
                }
                return run.crew().start(() -> {
                    if (host != null) {
                        create(watch, host, leave);
                        hosts.add(host);
                    }
                    return leave;
                });
            });
            loop.awaitEnd(PATIENCE.multipliedBy(2));
        }
    }

    /// How a job is left.
    private enum Way {
        RESET,
        CLOSE,
        /// Its client stays for the end.
        CANCEL;

        static final List<Way> ALL = List.of(values());
    }

    private record Leave(Duration stay, Way way, boolean warmUp) {}

    private void create(OriginWatch watch, int host, Leave leave) throws InterruptedException {
        List<String> urls = run.jobs().sameAt(host, run.load().whole("items"), "/delay?ms=100");
        JobOrder order = Jobs.fetch(Jobs.concurrency(8), urls);
        String authority = URI.create(run.target().originAt(host)).getAuthority();
        boolean answered = false;
        long left;
        try (RawExchange exchange = run.calls().open(0)) {
            exchange.send(run.calls().bytes(order));
            long until = System.nanoTime() + leave.stay().toNanos();
            String job = "";
            if (leave.stay().toMillis() > 50 || leave.way() == Way.CANCEL) {
                RawExchange.Head head = exchange.head();
                answered = head.status() == 200;
                job = head.header("x-job-id");
            }
            Crew.pause(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            left = System.nanoTime();
            switch (leave.way()) {
                case RESET -> exchange.reset();
                case CLOSE -> {
                    // It is at the end of this block.
                }
                case CANCEL -> cancel(exchange, job);
            }
        } catch (IOException e) {
            run.account().broken("", answered, String.valueOf(e));
            return;
        }
        run.account().left(answered);
        settle(watch, authority, left, new Fate(answered, leave.warmUp()));
    }

    private void cancel(RawExchange exchange, String job) throws IOException, InterruptedException {
        String url = run.target().service() + "/v1/jobs/" + job + "/cancel";
        int status = run.management().post(url, Map.of(), "").status();
        // One that was over already says 200 or, once forgotten, 404.
        String fault = Set.of(200, 202, 404).contains(status) ? null : url + " gives " + status;
        if (fault == null && !exchange.bodyText().contains("\"t\":\"end\"")) {
            fault = "the stream of " + job + " has no end";
        }
        run.book().check(ENDED, fault);
    }

    private record Fate(boolean answered, boolean warmUp) {}

    /// Waits for its end, and then whether it stays so. A job that was left before its answer may still begin: its
    /// request was in the server's hands. It counts apart, and has no moment after which nothing may come.
    private void settle(OriginWatch watch, String host, long left, Fate fate) throws InterruptedException {
        OriginWatch.View quiet = watch.quietSince(host, left, AFTERMATH, PATIENCE);
        if (!fate.warmUp()) {
            String sample = Samples.CANCEL_TO_QUIET + (fate.answered() ? "" : "@unanswered");
            run.samples().record(sample, Duration.ofNanos(quiet.nanos() - left));
        }
        Crew.pause(AFTERMATH);
        long late = watch.now().requests(host) - quiet.requests(host);
        if (fate.answered()) {
            wasted.addAndGet(late);
            run.book().check(NOTHING_AFTER, late == 0 ? null : host + " saw " + late + " requests after it was quiet");
        }
    }

    private void compare(Exposition before, Exposition after) {
        double permits = after.sum("corral_limiter_borrowed");
        double files = after.sum("process_files_open_files") - before.sum("process_files_open_files");
        double threads = after.sum("jvm_threads_live_threads") - before.sum("jvm_threads_live_threads");
        run.book().figure("permits_left_out", permits);
        run.book().figure("files_more", files);
        run.book().figure("threads_more", threads);
        boolean same = permits == 0
                && files <= run.load().number("files_spare")
                && threads <= run.load().number("threads_spare");
        run.book()
                .check(
                        AS_BEFORE,
                        same ? null : permits + " permits out, " + files + " more files, " + threads + " more threads");
        double count = after.sum("corral_cancel_seconds_count") - before.sum("corral_cancel_seconds_count");
        run.book().figure("server.cancels", count);
        run.book().figure("server.cancel_max_ms", 1000 * after.sum("corral_cancel_seconds_max"));
    }
}

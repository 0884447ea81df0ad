package dev.corral.loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.corral.loadtest.measure.Measured;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// An act from its beginning to what it left. The script goes on beside Gatling's populations, and Gatling
/// waits for it.
final class Performance {
    private static final Duration LAST_WORK = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Run run;
    private final Act act;
    private final boolean comparesCounters;
    private volatile @Nullable Future<?> script;

    Performance(Run run, Act act, boolean comparesCounters) {
        this.run = run;
        this.act = act;
        this.comparesCounters = comparesCounters;
    }

    List<PopulationBuilder> populations() {
        List<PopulationBuilder> populations = new ArrayList<>(act.populations());
        populations.add(scenario("script")
                // Gatling makes no report of a run in which it asked for nothing.
                .exec(http("ready").get(run.target().management() + "/health/ready"))
                .exec(this::startScript)
                .exec(asLongAs(_ -> isPlaying()).on(exec(session -> session).pause(POLL)))
                .injectOpen(atOnceUsers(1)));
        return populations;
    }

    private Session startScript(Session session) {
        script = run.crew().start(() -> {
            guarded(act::script);
            return run;
        });
        return session;
    }

    private boolean isPlaying() {
        Future<?> playing = script;
        return playing != null && !playing.isDone();
    }

    /// A step of an act.
    private interface Step {
        void go() throws IOException, InterruptedException;
    }

    /// What an act throws is no finding about the service, unless the service is what broke; then the note
    /// says so.
    private void guarded(Step step) {
        try {
            step.go();
        } catch (IOException | RuntimeException e) {
            run.book().invalid("the scenario could not be played to its end: " + e);
            e.printStackTrace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void begin() {
        guarded(() -> run.account().open(comparesCounters));
    }

    void end() throws IOException {
        double share = run.ownShare();
        guarded(this::reckon);
        run.book().figure("generator.cpu_share", share);
        run.book().figure("generator.cpu_share_max", run.busiestShare());
        run.close();
        Measured measured = Verdicts.on(run.plan(), run.book().measured(run.samples()));
        Path results = run.settings().results();
        if (results == null) {
            Verdicts.print(measured);
        } else {
            measured.write(results, run.book().rows());
        }
    }

    private void reckon() throws IOException, InterruptedException {
        if (!run.crew().awaitIdle(LAST_WORK)) {
            run.book().invalid("work of the side driver did not end within " + LAST_WORK.toSeconds() + " s");
        }
        Throwable failure = run.crew().failure();
        if (failure != null) {
            run.book().invalid("work of the side driver failed: " + failure);
            failure.printStackTrace();
        }
        run.account().close(comparesCounters);
        act.reckon();
        String stopped = run.stopped();
        if (stopped != null) {
            run.book().note("stopped early", stopped);
        }
    }
}

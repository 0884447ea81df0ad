package dev.corral.loadtest;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.corral.loadtest.settings.Settings;
import dev.corral.loadtest.smoke.Account;
import dev.corral.loadtest.smoke.SmokeChains;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Scenario 1: each endpoint, and each outcome that can be brought about, by a few users in a closed model.
///
/// Takes [Settings] from system properties. The service must otherwise be idle, since its counters and the origin's
/// are held against what the streams told.
public final class SmokeSimulation extends Simulation {
    private final Settings settings = Settings.read(System::getProperty);
    private final Account account = new Account();

    /// Made by Gatling.
    public SmokeSimulation() {
        SmokeChains chains = new SmokeChains(settings.target(), account);
        setUp(scenario("before")
                        .exec(chains.before())
                        .injectOpen(atOnceUsers(1))
                        .andThen(scenario("jobs")
                                .exec(chains.jobs())
                                .injectClosed(
                                        constantConcurrentUsers(settings.load().users())
                                                .during(settings.load().duration()))
                                .andThen(scenario("after").exec(chains.after()).injectOpen(atOnceUsers(1)))))
                .protocols(http.baseUrl(settings.target().service()).disableWarmUp())
                .assertions(
                        // A failed check alone fails no run.
                        global().failedRequests().count().is(0L),
                        global().successfulRequests().count().gt(0L));
    }

    @Override
    public void after() {
        Path results = settings.results();
        if (results == null) {
            return;
        }
        try {
            account.write(results);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write what was measured to " + results, e);
        }
    }
}

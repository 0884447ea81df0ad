package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Run;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.List;

/// Scenario 1: each endpoint, and each outcome that can be brought about, by a few users in a closed model.
public final class Smoke implements Act {
    private final Run run;

    public Smoke(Run run) {
        this.run = run;
    }

    @Override
    public List<PopulationBuilder> populations() {
        SmokeChains chains = new SmokeChains(run.target(), new Account(run));
        return List.of(scenario("before")
                .exec(chains.before())
                .injectOpen(atOnceUsers(1))
                .andThen(scenario("jobs")
                        .exec(chains.jobs())
                        .injectClosed(constantConcurrentUsers(run.load().whole("users"))
                                .during(run.load().duration("duration")))
                        .andThen(scenario("after").exec(chains.after()).injectOpen(atOnceUsers(1)))));
    }
}

package dev.corral.loadtest.run;

import static io.gatling.javaapi.http.HttpDsl.http;

import dev.corral.loadtest.settings.Settings;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A scenario as Gatling runs it. Takes [Settings] from system properties; see [Act] for what happens.
///
/// The service must otherwise be idle, since its counters and the origin's are held against what clients saw.
public abstract class LoadSimulation extends Simulation {
    private final Performance performance;

    /// @param comparesCounters false when the service's counters begin anew in the run
    @SuppressWarnings("this-escape") // Gatling wants to be set up in the constructor, and its setUp keeps no reference.
    protected LoadSimulation(String scenario, Act.Maker maker, boolean comparesCounters) {
        Run run;
        try {
            run = new Run(Settings.read(scenario, System.getProperties()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        performance = new Performance(run, maker.of(run), comparesCounters);
        setUp(performance.populations())
                .protocols(http.baseUrl(run.target().service()).disableWarmUp().shareConnections());
    }

    @Override
    public final void before() {
        performance.begin();
    }

    @Override
    public final void after() {
        try {
            performance.end();
        } catch (IOException e) {
            throw new UncheckedIOException("what was measured cannot be written", e);
        }
    }
}

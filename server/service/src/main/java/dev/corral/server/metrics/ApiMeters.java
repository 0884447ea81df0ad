package dev.corral.server.metrics;

import dev.corral.server.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Clients of the API. Thread-safe.
public final class ApiMeters {
    private final LongAdder connections = new LongAdder();
    private final Map<String, Counter> refusals;

    ApiMeters(MeterRegistry registry) {
        Gauge.builder("corral.connections.open", connections, LongAdder::sum)
                .description("Connections of clients to the API; each event loop takes as many as /v1/limits says")
                .strongReference(true)
                .register(registry);
        refusals = Problem.types().stream()
                .collect(Collectors.toUnmodifiableMap(
                        type -> type,
                        type -> Counter.builder("corral.refusals")
                                .description(
                                        "Requests that were refused, by type of problem. overloaded and quota: more"
                                                + " jobs than the limits; internal: an error of ours, the log has it")
                                .tag("problem", type.substring(type.lastIndexOf('/') + 1))
                                .register(registry)));
    }

    /// Connections that are open now; up and down.
    public LongAdder connections() {
        return connections;
    }

    /// A request was answered with a problem.
    public void refused(Problem problem) {
        Counter counter = refusals.get(problem.type());
        if (counter != null) {
            counter.increment();
        }
    }
}

package dev.corral.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Spans on their way to the collector. Only while tracing is on.
public final class TraceMeters {
    private final Counter sent;
    private final Counter failed;

    TraceMeters(MeterRegistry registry) {
        sent = counter(registry, "sent");
        failed = counter(registry, "failed");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("corral.trace.spans")
                .description(
                        "Spans that the collector has taken, and that it has not; only while tracing is on. failed: see"
                                + " that it answers at --otlp-endpoint")
                .tag("outcome", outcome)
                .register(registry);
    }

    public void sent(int spans) {
        sent.increment(spans);
    }

    public void failed(int spans) {
        failed.increment(spans);
    }
}

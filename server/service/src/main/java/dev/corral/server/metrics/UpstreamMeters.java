package dev.corral.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/// Requests to origins, whatever their hosts. Thread-safe.
public final class UpstreamMeters {
    private static final Shape PHASE = Shape.of(
            "corral_upstream_phase_seconds",
            "Time of requests to origins by phase, in seconds: lookup of the name, connect (waiting for a connection),"
                    + " first_byte (the origin thinks), body. connect is slow: the origin does not accept, or per_host"
                    + " asks for more connections than it takes; first_byte: the origin is slow; body: it, or our"
                    + " readers, are",
            0.0005,
            0.001,
            0.0025,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
            10,
            30);

    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final EnumTable<StatusClass, Counter> requests;
    private final EnumTable<UpstreamPhase, Distribution> phases;

    UpstreamMeters(MeterRegistry registry, Histograms histograms) {
        bytes(registry, "sent", sent);
        bytes(registry, "received", received);
        requests = new EnumTable<>(
                StatusClass.class,
                status -> Counter.builder("corral.upstream.requests")
                        .description(
                                "Requests to origins that are over, by the class of their status; none is for those"
                                        + " that broke before one came: corral_item_errors_total says how;"
                                        + " withdrawn for those of jobs that were cut short meanwhile")
                        .tag("status", status.label())
                        .register(registry));
        phases = histograms.each(PHASE, "phase", UpstreamPhase.class, UpstreamPhase::word);
        Gauge.builder("corral.upstream.connections.open", this, UpstreamMeters::open)
                .description("Connections to origins that are open now, used or kept")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("corral.upstream.connections.opened", opened, LongAdder::sum)
                .description("Connections to origins that were opened. As many as requests: origins do not keep them,"
                        + " or there are as many hosts as requests")
                .register(registry);
    }

    private static void bytes(MeterRegistry registry, String direction, LongAdder bytes) {
        FunctionCounter.builder("corral.upstream", bytes, LongAdder::sum)
                .description("Bytes of requests sent to origins, heads included, and of bodies received from them, as"
                        + " on the wire")
                .baseUnit("bytes")
                .tag("direction", direction)
                .register(registry);
    }

    private double open() {
        // Read in this order, so that a connection that closes in between is not counted below zero.
        double over = closed.sum();
        return opened.sum() - over;
    }

    /// A request was sent and answered, or broke; sizes without TLS and connections.
    ///
    /// @param status 0 if none came
    public void over(long sentBytes, long receivedBytes, int status) {
        sent.add(sentBytes);
        received.add(receivedBytes);
        requests.get(StatusClass.of(status)).increment();
    }

    /// A request was cancelled before it was over. How much of it was sent is not known.
    public void withdrawn() {
        requests.get(StatusClass.WITHDRAWN).increment();
    }

    /// How long a phase took.
    ///
    /// @param nanos below zero for a phase that was not reached
    public void took(UpstreamPhase phase, long nanos, Exemplar exemplar) {
        if (nanos >= 0) {
            phases.get(phase).recordNanos(nanos, exemplar);
        }
    }

    public void connectionOpened() {
        opened.increment();
    }

    public void connectionClosed() {
        closed.increment();
    }
}

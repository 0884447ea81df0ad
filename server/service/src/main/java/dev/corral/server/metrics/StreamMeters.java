package dev.corral.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/// Streams of results and their readers. Thread-safe.
public final class StreamMeters {
    private final LongAdder open = new LongAdder();
    private final LongAdder stalled = new LongAdder();
    private final LongAdder stalls = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder spooled = new LongAdder();

    StreamMeters(MeterRegistry registry) {
        Gauge.builder("corral.streams.open", open, LongAdder::sum)
                .description("Streams of results that are being sent to clients")
                .strongReference(true)
                .register(registry);
        Gauge.builder("corral.streams.stalled", stalled, LongAdder::sum)
                .description("Streams whose reader does not keep up now: its socket is full. Its job goes at its pace,"
                        + " and ends as stalled_client if it takes nothing for --write-idle")
                .strongReference(true)
                .register(registry);
        Gauge.builder(JobGauge.Family.WAITING.meter, stalled, LongAdder::sum)
                .description(JobGauge.Family.WAITING.description)
                .tag("channel", "reader")
                .tag("side", "send")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("corral.stream.stalls", stalls, LongAdder::sum)
                .description("Times that a reader fell behind so far that its socket was full")
                .register(registry);
        FunctionCounter.builder("corral.stream", bytes, LongAdder::sum)
                .description("Bytes of results that were handed to clients' sockets")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("corral.spool", spooled, LongAdder::sum)
                .description("Bytes of results that are held because their client still uploads, in memory and in the"
                        + " data folder")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    public void opened() {
        open.increment();
    }

    /// A stream that was opened is over, however it ended.
    public void over() {
        open.decrement();
    }

    /// A reader fell behind.
    public void stalled() {
        stalls.increment();
        stalled.increment();
    }

    /// A reader that fell behind has caught up, or is gone.
    public void recovered() {
        stalled.decrement();
    }

    public void sent(long more) {
        bytes.add(more);
    }

    /// Bytes that are held now; up and down.
    public LongAdder spooled() {
        return spooled;
    }
}

package dev.corral.server.metrics;

import dev.corral.nursery.WaitKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/// Who waited on whom: seconds that tasks spent waiting at each stage of the pipeline, summed over tasks.
///
/// ```
///   input ──(ready: send │ receive)──> workers ──(results: send │ receive)──> writer ──(reader: send)──> socket
/// ```
///
/// A slow reader shows as `reader/send`, then `results/send`, then `ready/send`; a slow origin as
/// `results/receive` and `ready/send` alone.
final class StageWaits {
    private final LongAdder readySend = new LongAdder();
    private final LongAdder readyReceive = new LongAdder();
    private final LongAdder resultsSend = new LongAdder();
    private final LongAdder resultsReceive = new LongAdder();
    private final LongAdder readerSend = new LongAdder();

    StageWaits(MeterRegistry registry) {
        register(registry, "ready", "send", readySend);
        register(registry, "ready", "receive", readyReceive);
        register(registry, "results", "send", resultsSend);
        register(registry, "results", "receive", resultsReceive);
        register(registry, "reader", "send", readerSend);
    }

    private static void register(MeterRegistry registry, String channel, String side, LongAdder nanos) {
        FunctionCounter.builder("corral.channel.wait", nanos, waited -> waited.sum() / Distribution.NANOS_PER_SECOND)
                .description("Time that tasks spent waiting to send to or to receive from a stage, in seconds, summed"
                        + " over tasks. The last stage whose senders wait is before the slow one: reader/send is a slow"
                        + " client, results/receive with ready/send a slow origin")
                .baseUnit("seconds")
                .tag("channel", channel)
                .tag("side", side)
                .register(registry);
    }

    void waited(WaitKind kind, String subject, long nanos) {
        switch (subject) {
            case "ready.put" -> readySend.add(nanos);
            case "ready.take" -> readyReceive.add(nanos);
            case "results" -> (kind == WaitKind.CHANNEL_SEND ? resultsSend : resultsReceive).add(nanos);
            case "reader" -> readerSend.add(nanos);
            default -> {
                // Not a stage of the pipeline.
            }
        }
    }
}

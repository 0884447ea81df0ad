package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.corral.nursery.Instrument;
import dev.corral.nursery.WaitKind;
import dev.corral.server.job.JobKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.tracing.AttemptTrace;
import dev.corral.server.tracing.JobTrace;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// What it costs to measure one item of a fetch, with tracing off. An item costs some 26 µs of processor time in all,
/// so a twentieth of it is 1,300 ns; measuring takes 150 to 200.
class MetersCostTest {
    private static final int ITEMS = 200_000;
    private static final int ROUNDS = 10;
    private static final long TWENTIETH_NANOS = 1_300;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ServiceMetrics metrics = new ServiceMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    private final Instrument instrument = metrics.instrument("service");
    private final JobTrace job = JobTrace.none("j_0123456789abcdef0123456789abcdef");
    private final JobRecord.ItemDone done = new JobRecord.ItemDone(0, null, Outcome.OK, 1, null, new ItemDetail.None());

    private void measure(long nanos) {
        AttemptTrace attempt = job.attempt(0, 1, "http://a:80");
        instrument.waited(WaitKind.FUTURE, "ready.take", nanos);
        instrument.waited(WaitKind.FUTURE, "fetch", nanos);
        instrument.waited(WaitKind.CHANNEL_SEND, "results", nanos);
        instrument.waited(WaitKind.CHANNEL_RECEIVE, "results", nanos);
        UpstreamMeters upstream = metrics.upstream();
        upstream.took(UpstreamPhase.LOOKUP, -1, attempt.exemplar());
        upstream.took(UpstreamPhase.CONNECT, nanos, attempt.exemplar());
        upstream.took(UpstreamPhase.FIRST_BYTE, nanos * 3, attempt.exemplar());
        upstream.took(UpstreamPhase.BODY, nanos / 2, attempt.exemplar());
        upstream.over(160, 40, 200);
        attempt.ended(null);
        metrics.itemTook(JobKind.FETCH, nanos * 5, attempt.exemplar());
        metrics.itemEnded(JobKind.FETCH, done);
    }

    private void measureItems() {
        for (int item = 0; item < ITEMS; item++) {
            measure(100_000 + item);
        }
    }

    @Test
    void isLessThanATwentiethOfAnItemAndMakesNoGarbage() {
        long leastNanos = Long.MAX_VALUE;
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long nanos = threads.getCurrentThreadCpuTime();
            measureItems();
            leastNanos = Math.min(leastNanos, threads.getCurrentThreadCpuTime() - nanos);
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - bytes);
        }
        assertThat(leastNanos / ITEMS).isLessThan(TWENTIETH_NANOS);
        // But for an exemplar now and then.
        assertThat(leastBytes / ITEMS).isZero();
    }
}

package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.stream.Outcome;
import dev.corral.server.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a job holds in memory of its items.
final class JobMemoryTest {
    private static final int LONG = 2000;
    private static final int ITEMS = 40;

    private final JobMemory memory =
            new JobMemory(new ByteRoom("items", 8 * LONG, 4 * LONG), new ByteRoom("bodies", 100, 50));
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger mostAhead = new AtomicInteger();
    private final FakeSink sink = new FakeSink(FakeSink.Pace.AT_ONCE);

    /// Counts what is read.
    private final class Counted implements ItemSource {
        private final ItemSource items;

        Counted(ItemSource items) {
            this.items = items;
        }

        @Override
        public @Nullable Item next() throws InterruptedException {
            Item next = items.next();
            if (next != null) {
                mostAhead.accumulateAndGet(read.incrementAndGet() - ended.get(), Math::max);
            }
            return next;
        }

        @Override
        public long totalOrMinusOne() {
            return items.totalOrMinusOne();
        }
    }

    /// @param more members of the job document, after its items
    private JobRun job(int length, String more, FakeKind kind, VirtualTime time) throws InterruptedException {
        String items = IntStream.range(0, ITEMS)
                .mapToObj(i -> "\"http://a-" + i + "/" + "x".repeat(length) + "\"")
                .collect(Collectors.joining(","));
        String json = "{\"kind\":\"fetch\",\"items\":[" + items + "]" + more.replace('\'', '"') + "}";
        Read.Accepted accepted = (Read.Accepted)
                new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE).readJson(json.getBytes(StandardCharsets.UTF_8));
        ServiceMetrics metrics = new ServiceMetrics(new SimpleMeterRegistry());
        JobHost host = new JobHost(time.clock(), InstantSource.fixed(Instant.EPOCH), metrics, Tracing.OFF, memory);
        return new JobRun(
                JobSetup.passing("j_test", accepted.document(), new Counted(accepted.items()), kind, sink), host);
    }

    private FakeKind counting() {
        return new FakeKind((item, context) -> {
            ended.incrementAndGet();
            return Outcome.OK;
        });
    }

    @Test
    void longItemsAreNotReadFarAhead() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        JobRun run = job(LONG, ",'concurrency':{'max':1}", counting(), time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        // Three fit, one is being queued, and one was just counted as ended.
        assertThat(mostAhead.get()).isLessThanOrEqualTo(5);
        assertThat(memory.items().taken()).isZero();
    }

    @Test
    void longItemsInTheOrderOfTheInputDoNotWaitForOneAnother() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        JobRun run = job(LONG, ",'order':'input'", counting(), time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        assertThat(memory.items().taken()).isZero();
    }
}

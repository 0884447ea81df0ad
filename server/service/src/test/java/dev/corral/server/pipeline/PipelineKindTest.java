package dev.corral.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.job.PipelineItem;
import dev.corral.server.stream.ItemDetail;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Values that go from producers to consumers.
final class PipelineKindTest {
    private final VirtualTime time = VirtualTime.autoJump();

    private static PipelineItem.Workers workers(int number, int millis) {
        return new PipelineItem.Workers(number, Duration.ofMillis(millis));
    }

    private ItemDetail.Piped run(PipelineItem item) throws NurseryFailed, InterruptedException {
        return time.run(() -> {
            Flow flow = new Flow(item, time.clock());
            Nursery.open(flow::startIn);
            return flow.told();
        });
    }

    @Test
    void everyValueGoesThrough() throws InterruptedException, Exception {
        ItemDetail.Piped piped = run(new PipelineItem(0, null, workers(3, 0), workers(5, 0), 10_000, 16));
        assertThat(piped.produced()).isEqualTo(10_000);
        assertThat(piped.consumed()).isEqualTo(10_000);
        assertThat(piped.mostQueued()).isBetween(0, 16);
    }

    @Test
    void slowConsumersMakeProducersWait() throws InterruptedException, Exception {
        ItemDetail.Piped piped = run(new PipelineItem(0, null, workers(1, 0), workers(1, 100), 11, 4));
        assertThat(piped.mostQueued()).isEqualTo(4);
        // Of eleven values one is being consumed and four lie in the channel when the last is sent.
        assertThat(piped.producersWaitedSeconds()).isCloseTo(0.6, within(0.11));
        assertThat(piped.consumersWaitedSeconds()).isZero();
    }

    @Test
    void slowProducersMakeConsumersWait() throws InterruptedException, Exception {
        ItemDetail.Piped piped = run(new PipelineItem(0, null, workers(1, 100), workers(1, 0), 10, 4));
        assertThat(piped.consumersWaitedSeconds()).isCloseTo(1.0, within(0.001));
        assertThat(piped.producersWaitedSeconds()).isZero();
    }

    @Test
    void aRendezvousHoldsNothing() throws InterruptedException, Exception {
        ItemDetail.Piped piped = run(new PipelineItem(0, null, workers(2, 1), workers(3, 5), 100, 0));
        assertThat(piped.consumed()).isEqualTo(100);
        assertThat(piped.mostQueued()).isZero();
    }

    @Test
    void noValuesAreNoWork() throws InterruptedException, Exception {
        assertThat(run(new PipelineItem(0, null, workers(4, 60_000), workers(4, 0), 0, 0))
                        .produced())
                .isZero();
    }

    @Test
    void aCancelEndsAllTasks() throws InterruptedException, Exception {
        PipelineItem item = new PipelineItem(0, null, workers(10, 1000), workers(10, 60_000), 1_000_000, 3);
        boolean cut = time.run(() -> CancelScope.<Exception>moveOnAfter(Duration.ofSeconds(10), scope -> {
                    Flow flow = new Flow(item, time.clock());
                    Nursery.open(flow::startIn);
                })
                .cancelledCaught());
        assertThat(cut).isTrue();
        assertThat(time.clock().pending()).isZero();
    }
}

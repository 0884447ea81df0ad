package dev.corral.server.pipeline;

import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.Clock;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Received;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.Sender;
import dev.corral.nursery.Task;
import dev.corral.server.job.PipelineItem;
import dev.corral.server.stream.ItemDetail;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// One pipeline: its tasks, and what they count.
final class Flow {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PipelineItem item;
    private final Clock clock;
    private final Channel<Integer> channel;
    private final AtomicInteger begun = new AtomicInteger();
    private final LongAdder produced = new LongAdder();
    private final LongAdder consumed = new LongAdder();
    private final LongAdder producersWaitedNanos = new LongAdder();
    private final LongAdder consumersWaitedNanos = new LongAdder();

    Flow(PipelineItem item, Clock clock) {
        this.item = item;
        this.clock = clock;
        this.channel = Channel.open("pipeline", item.capacity());
    }

    /// Starts all tasks; the channel ends when the last producer has closed its end.
    void startIn(Nursery nursery) {
        try (Sender<Integer> sender = channel.sender();
                Receiver<Integer> receiver = channel.receiver()) {
            for (int i = 0; i < item.producers().number(); i++) {
                Sender<Integer> own = sender.clone();
                nursery.start("producer-" + i, () -> produce(own));
            }
            for (int i = 0; i < item.consumers().number(); i++) {
                Receiver<Integer> own = receiver.clone();
                nursery.start("consumer-" + i, () -> consume(own));
            }
        }
    }

    private void produce(Sender<Integer> sender) throws InterruptedException {
        try (sender) {
            for (int value = begun.getAndIncrement(); value < item.count(); value = begun.getAndIncrement()) {
                work(item.producers().each());
                long sinceNanos = clock.nanoTime();
                sender.send(value);
                producersWaitedNanos.add(clock.nanoTime() - sinceNanos);
                produced.increment();
            }
        } catch (ChannelBroken e) {
            // Consumers go before the end only when all is being cancelled.
        }
    }

    private void consume(Receiver<Integer> receiver) throws InterruptedException {
        try (receiver) {
            while (true) {
                long sinceNanos = clock.nanoTime();
                Received<Integer> received = receiver.receive();
                consumersWaitedNanos.add(clock.nanoTime() - sinceNanos);
                if (!(received instanceof Received.Item<Integer>)) {
                    return;
                }
                work(item.consumers().each());
                consumed.increment();
            }
        }
    }

    private static void work(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            Task.sleep(time);
        }
    }

    ItemDetail.Piped told() {
        return new ItemDetail.Piped(
                produced.sum(),
                consumed.sum(),
                channel.sender().statistics().peakUsed(),
                producersWaitedNanos.sum() / NANOS_PER_SECOND,
                consumersWaitedNanos.sum() / NANOS_PER_SECOND);
    }
}

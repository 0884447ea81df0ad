package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachBackend
class ChannelCancelTest {
    private final VirtualTime time;

    ChannelCancelTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    private static void fill(Channel<Integer> channel, int capacity) {
        for (int i = 0; i < capacity; i++) {
            channel.sender().trySend(i);
        }
    }

    /// C126
    @Capacities
    void aCancelledReceiveLeavesNoTrace(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Task<Received<Integer>> receiving =
                    nursery.start(() -> channel.receiver().receive());
            time.waitAllTasksBlocked();
            receiving.cancel("enough");
            SendResult expected = capacity == 0 ? SendResult.WOULD_BLOCK : SendResult.SENT;
            assertThat(channel.sender().trySend(1)).isEqualTo(expected);
            receiving.waitDone();
            assertThat(channel.receiver().statistics().waitingReceivers()).isZero();
            assertThat(channel.receiver().statistics().used()).isEqualTo(Math.min(1, capacity));
        });
    }

    /// C127
    @Capacities
    void aCancelledSendIsNeverDelivered(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            fill(channel, capacity);
            Task<Void> sending = nursery.start(() -> channel.sender().send(-1));
            time.waitAllTasksBlocked();
            sending.cancel("enough");
            sending.waitDone();
            assertThat(channel.sender().statistics().waitingSenders()).isZero();
            for (int i = 0; i < capacity; i++) {
                assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.Item<>(i));
            }
            assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceived.WouldBlock<>());
        });
    }

    /// C129, C135
    @Capacities
    void inACancelledScopeNothingIsSentOrReceivedButTryFormsWork(int capacity)
            throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Task<Received<Integer>> receiving =
                    nursery.start(() -> channel.receiver().receive());
            time.waitAllTasksBlocked();
            CancelScope.open(scope -> {
                scope.cancel("enough");
                assertThatThrownBy(() -> channel.sender().send(1)).isInstanceOf(Cancelled.class);
                assertThatThrownBy(() -> channel.receiver().receive()).isInstanceOf(Cancelled.class);
                assertThat(channel.sender().statistics().waitingReceivers()).isEqualTo(1);
                assertThat(channel.sender().trySend(2)).isEqualTo(SendResult.SENT);
                assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceived.WouldBlock<>());
            });
            assertThat(receiving.await()).isEqualTo(new Received.Item<>(2));
        });
    }

    /// C134
    @Test
    void manyCancelledWaitsLeaveNothingBehind() throws InterruptedException, NurseryFailed {
        List<WeakReference<Object>> items = new ArrayList<>();
        inNursery(nursery -> {
            Channel<Object> channel = Channel.open(0);
            for (int i = 0; i < 500; i++) {
                Object item = new Object();
                items.add(new WeakReference<>(item));
                CancelScope.moveOnAfter(Duration.ofMillis(1), s -> sendOrFail(channel, item));
                CancelScope.moveOnAfter(
                        Duration.ofMillis(1), s -> channel.receiver().receive());
            }
            ChannelStatistics after = channel.sender().statistics();
            assertThat(after.waitingSenders()).isZero();
            assertThat(after.waitingReceivers()).isZero();
            assertThat(time.clock().pending()).isZero();
        });
        long bound = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (items.stream().anyMatch(item -> item.get() != null) && System.nanoTime() < bound) {
            System.gc();
        }
        assertThat(items).allMatch(item -> item.get() == null);
    }

    private static void sendOrFail(Channel<Object> channel, Object item) throws InterruptedException {
        try {
            channel.sender().send(item);
        } catch (ChannelBroken e) {
            throw new AssertionError(e);
        }
    }

    /// C137
    @Capacities
    void statisticsTellTheSameFromBothEndsAndFallOnCancel(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            fill(channel, capacity);
            Sender<Integer> second = channel.sender().clone();
            Task<Void> sending = nursery.start(() -> second.send(-1));
            time.waitAllTasksBlocked();
            ChannelStatistics full = new ChannelStatistics(capacity, capacity, capacity, 2, 1, 1, 0);
            assertThat(channel.sender().statistics()).isEqualTo(full);
            assertThat(channel.receiver().statistics()).isEqualTo(full);
            sending.cancel("enough");
            sending.waitDone();
            for (int i = 0; i < capacity; i++) {
                channel.receiver().tryReceive();
            }
            Task<?> receiving = nursery.start(() -> channel.receiver().receive());
            time.waitAllTasksBlocked();
            // The peak is not reset by draining.
            assertThat(channel.receiver().statistics())
                    .isEqualTo(new ChannelStatistics(capacity, 0, capacity, 2, 1, 0, 1));
            receiving.cancel("enough");
            receiving.waitDone();
            assertThat(channel.receiver().statistics().waitingReceivers()).isZero();
        });
    }
}

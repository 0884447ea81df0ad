package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class ChannelFlowTest {
    private final VirtualTime time;
    private final List<Integer> got = new CopyOnWriteArrayList<>();
    private final List<String> order = new CopyOnWriteArrayList<>();

    ChannelFlowTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// C106
    @Test
    void aNegativeCapacityIsRefused() {
        assertThatThrownBy(() -> Channel.open(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1")
                .hasMessageContaining("expected 0");
        assertThat(Channel.open(Integer.MAX_VALUE).sender().trySend("unbounded"))
                .isEqualTo(SendResult.SENT);
    }

    @Test
    @SuppressWarnings("NullAway") // a caller that has no null checks
    void aNullItemIsRefusedAtOnce() {
        Channel<String> channel = Channel.open(1);
        assertThatThrownBy(() -> channel.sender().trySend(null)).isInstanceOf(NullPointerException.class);
        assertThat(channel.sender().statistics().used()).isZero();
    }

    /// C107, C108
    @Capacities
    void tryFormsFillAndDrainInOrderAndThenWouldBlock(int capacity) {
        Channel<Integer> channel = Channel.open(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(channel.sender().trySend(i)).isEqualTo(SendResult.SENT);
        }
        assertThat(channel.sender().trySend(-1)).isEqualTo(SendResult.WOULD_BLOCK);
        for (int i = 0; i < capacity; i++) {
            assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.Item<>(i));
        }
        assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceived.WouldBlock<>());
    }

    /// C108
    @Capacities
    void sendWaitsWhileFull(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            nursery.start(() -> {
                for (int i = 0; i <= capacity; i++) {
                    channel.sender().send(i);
                    order.add("sent " + i);
                }
            });
            time.waitAllTasksBlocked();
            assertThat(order).hasSize(capacity);
            assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>(0));
            time.waitAllTasksBlocked();
            assertThat(order).hasSize(capacity + 1);
        });
    }

    /// C109
    @Capacities
    void trySendReachesAWaitingReceiver(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            nursery.start(() -> {
                if (channel.receiver().receive() instanceof Received.Item(var item)) {
                    got.add(item);
                }
            });
            time.waitAllTasksBlocked();
            assertThat(channel.sender().trySend(5)).isEqualTo(SendResult.SENT);
            assertThat(channel.sender().statistics().used()).isZero();
        });
        assertThat(got).containsExactly(5);
    }

    /// C109, C110
    @Capacities
    void tryReceiveGivesTheOldestAndLetsAWaitingSenderGoOn(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Task<Void> sending = nursery.start(() -> {
                for (int i = 0; i <= capacity; i++) {
                    channel.sender().send(i);
                }
            });
            time.waitAllTasksBlocked();
            assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.Item<>(0));
            sending.await();
            ChannelStatistics after = channel.receiver().statistics();
            assertThat(after.used()).isEqualTo(capacity);
            assertThat(after.waitingSenders()).isZero();
        });
    }

    /// C121
    @Capacities
    void consumersShareTheStream(int capacity) throws InterruptedException, NurseryFailed {
        int[] counts = new int[4];
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            for (int consumer = 0; consumer < counts.length; consumer++) {
                int mine = consumer;
                nursery.start(() -> channel.receiver().forEach(item -> {
                    got.add(item);
                    counts[mine]++;
                    Task.checkpoint();
                }));
            }
            time.waitAllTasksBlocked();
            for (int i = 0; i < 100; i++) {
                channel.sender().send(i);
                if (i < counts.length - 1) {
                    time.waitAllTasksBlocked();
                }
            }
            channel.sender().close();
        });
        assertThat(got).hasSize(100).doesNotHaveDuplicates();
        assertThat(counts).doesNotContain(0);
    }

    /// C123
    @Capacities
    void aWaitingReceiverOwnsTheNextItem(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            nursery.start(() -> got.addAll(channel.receiver().receiveUpTo(1)));
            time.waitAllTasksBlocked();
            channel.sender().trySend(1);
            assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceived.WouldBlock<>());
        });
        assertThat(got).containsExactly(1);
    }

    /// C124
    @Capacities
    void aWaitingSenderOwnsTheFreedSlot(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            for (int i = 0; i < capacity; i++) {
                channel.sender().trySend(i);
            }
            nursery.start(() -> channel.sender().send(-1));
            time.waitAllTasksBlocked();
            channel.receiver().tryReceive();
            assertThat(channel.sender().trySend(-2)).isEqualTo(SendResult.WOULD_BLOCK);
        });
    }

    /// C125
    @Capacities
    void sendersAndReceiversAreServedInOrderOfArrival(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            for (int i = 0; i < capacity; i++) {
                channel.sender().trySend(i);
            }
            for (int i = capacity; i < capacity + 5; i++) {
                int item = i;
                nursery.start(() -> channel.sender().send(item));
                time.waitAllTasksBlocked();
            }
            for (int i = 0; i < capacity + 5; i++) {
                assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>(i));
            }
            for (int i = 0; i < 5; i++) {
                String waiter = "receiver " + i;
                nursery.start(() -> {
                    if (channel.receiver().receive() instanceof Received.Item(var item)) {
                        order.add(waiter + " got " + item);
                    }
                });
                time.waitAllTasksBlocked();
            }
            for (int i = 0; i < 5; i++) {
                channel.sender().send(i);
                time.waitAllTasksBlocked();
            }
        });
        assertThat(order)
                .containsExactly(
                        "receiver 0 got 0",
                        "receiver 1 got 1",
                        "receiver 2 got 2",
                        "receiver 3 got 3",
                        "receiver 4 got 4");
    }

    /// C125
    @Test
    void aChannelOfOneSlotIsALock() throws InterruptedException, NurseryFailed {
        List<Integer> inside = new ArrayList<>();
        inNursery(nursery -> {
            Channel<String> lock = Channel.open(1);
            for (int i = 0; i < 20; i++) {
                int number = i;
                nursery.start(() -> {
                    lock.sender().send("held");
                    inside.add(number);
                    Task.checkpoint();
                    assertThat(inside.getLast()).isEqualTo(number);
                    lock.receiver().receive();
                });
            }
        });
        assertThat(inside).hasSize(20).doesNotHaveDuplicates();
    }

    @Capacities
    void receiveUpToTakesWhatIsThereInOrder(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            nursery.start(() -> {
                for (int i = 0; i < 40; i++) {
                    channel.sender().send(i);
                }
                channel.sender().close();
            });
            List<Integer> all = new ArrayList<>();
            while (true) {
                time.waitAllTasksBlocked();
                List<Integer> batch = channel.receiver().receiveUpTo(7);
                if (batch.isEmpty()) {
                    break;
                }
                assertThat(batch.size()).isBetween(1, 7);
                all.addAll(batch);
            }
            assertThat(all).hasSize(40).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void receiveUpToRefusesLessThanOne() {
        assertThatThrownBy(() -> Channel.open(1).receiver().receiveUpTo(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    /// C106
    @Test
    void anUnboundedChannelNeverMakesASenderWait() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.openUnbounded("log");
            for (int i = 0; i < 10_000; i++) {
                channel.sender().send(i);
            }
            channel.sender().close();
            assertThat(channel.receiver().statistics().used()).isEqualTo(10_000);
            assertThat(channel.receiver().receiveUpTo(20_000)).hasSize(10_000).startsWith(0, 1, 2);
        });
    }
}

package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class ChannelCloseTest {
    private final VirtualTime time;
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    ChannelCloseTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    private void fill(Channel<Integer> channel, int capacity) {
        for (int i = 0; i < capacity; i++) {
            assertThat(channel.sender().trySend(i)).isEqualTo(SendResult.SENT);
        }
    }

    /// C111
    @Capacities
    void whatIsBufferedOutlivesTheLastSenderAndThenItEndsForEver(int capacity)
            throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            fill(channel, capacity);
            channel.sender().close();
            for (int i = 0; i < capacity; i++) {
                assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>(i));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(channel.receiver().receive()).isEqualTo(new Received.End<>());
                assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.End<>());
                assertThat(channel.receiver().receiveUpTo(5)).isEmpty();
            }
        });
    }

    /// C112
    @Capacities
    void aClosedHandleRefusesAllAndClosingTwiceIsNothing(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open("orders", capacity);
            channel.sender().close();
            channel.receiver().close();
            channel.sender().close();
            channel.receiver().close();
            // Closed wins over broken and ended.
            for (Throwable refused : List.of(
                    catchThrowable(() -> channel.sender().send(1)),
                    catchThrowable(() -> channel.sender().trySend(1)),
                    catchThrowable(() -> channel.sender().clone()),
                    catchThrowable(() -> channel.receiver().receive()),
                    catchThrowable(() -> channel.receiver().tryReceive()),
                    catchThrowable(() -> channel.receiver().receiveUpTo(2)),
                    catchThrowable(() -> channel.receiver().clone()))) {
                assertThat(refused).isInstanceOf(ChannelClosed.class).hasMessageContaining("orders");
            }
            assertThat(channel.sender().statistics().openSenders()).isZero();
            assertThat(channel.sender().statistics().openReceivers()).isZero();
        });
    }

    /// C113
    @Capacities
    void closingASenderWakesThoseWhoWaitOnItAndNoOthers(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Sender<Integer> other = channel.sender().clone();
            fill(channel, capacity);
            Task<?> mine = nursery.start(
                    () -> seen.add(catchThrowable(() -> channel.sender().send(-1))));
            time.waitAllTasksBlocked();
            nursery.start(() -> {
                other.send(-2);
                seen.add("sent");
            });
            time.waitAllTasksBlocked();
            channel.sender().close();
            mine.waitDone();
            assertThat(seen).singleElement().isInstanceOf(ChannelClosed.class);
            assertThat(channel.receiver().statistics().waitingSenders()).isEqualTo(1);
            for (int i = 0; i < capacity; i++) {
                assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>(i));
            }
            assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>(-2));
        });
        assertThat(seen).hasSize(2).last().isEqualTo("sent");
    }

    /// C114
    @Capacities
    void theLastSenderClosingWakesReceiversWithTheEnd(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            for (int i = 0; i < 3; i++) {
                nursery.start(() -> seen.add(channel.receiver().receive()));
            }
            time.waitAllTasksBlocked();
            channel.sender().close();
        });
        assertThat(seen).hasSize(3).containsOnly(new Received.End<>());
    }

    /// C115
    @Capacities
    void theLastReceiverClosingBreaksSendersAndDropsTheBuffer(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            fill(channel, capacity);
            nursery.start(() -> seen.add(catchThrowable(() -> channel.sender().send(-1))));
            time.waitAllTasksBlocked();
            channel.receiver().close();
            assertThat(channel.sender().statistics().used()).isZero();
            assertThatThrownBy(() -> channel.sender().send(1)).isInstanceOf(ChannelBroken.class);
            assertThat(channel.sender().trySend(1)).isEqualTo(SendResult.BROKEN);
            assertThat(channel.sender().clone().trySend(1)).isEqualTo(SendResult.BROKEN);
        });
        assertThat(seen).singleElement().isInstanceOf(ChannelBroken.class);
    }

    /// C116, C118
    @Capacities
    void closingAReceiverWakesThoseWhoWaitOnItAndNoOthers(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Receiver<Integer> other = channel.receiver().clone();
            Task<?> mine = nursery.start(
                    () -> seen.add(catchThrowable(() -> channel.receiver().receive())));
            nursery.start(() -> seen.add(other.receive()));
            time.waitAllTasksBlocked();
            channel.receiver().close();
            mine.waitDone();
            assertThat(seen).singleElement().isInstanceOf(ChannelClosed.class);
            channel.sender().send(7);
        });
        assertThat(seen).hasSize(2).last().isEqualTo(new Received.Item<>(7));
    }

    /// C119
    @Capacities
    void anEndIsClosedWhenItsLastCloneIs(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Sender<Integer> sender = channel.sender().clone();
            Receiver<Integer> receiver = channel.receiver().clone();
            channel.sender().close();
            channel.receiver().close();
            assertThat(receiver.tryReceive()).isEqualTo(new TryReceived.WouldBlock<>());
            assertThat(sender.trySend(1)).isNotEqualTo(SendResult.BROKEN);
            receiver.close();
            assertThat(sender.trySend(1)).isEqualTo(SendResult.BROKEN);
        });
    }

    /// C120
    @Capacities
    void iterationEndsOnceEveryProducerHasClosedItsClone(int capacity) throws InterruptedException, NurseryFailed {
        List<Integer> items = new ArrayList<>();
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            for (int producer = 0; producer < 5; producer++) {
                int first = producer * 100;
                Sender<Integer> clone = channel.sender().clone();
                nursery.start(() -> {
                    try (clone) {
                        for (int i = 0; i < 20; i++) {
                            clone.send(first + i);
                        }
                    }
                });
            }
            channel.sender().close();
            channel.receiver().forEach(items::add);
        });
        assertThat(items).hasSize(100).doesNotHaveDuplicates();
    }

    /// C122
    @Capacities
    void iterationThrowsIfItsHandleIsClosedUnderIt(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            Task<Void> reading = nursery.start(() -> {
                seen.add(catchThrowable(() -> channel.receiver().forEach(item -> {})));
            });
            channel.sender().send(1);
            time.waitAllTasksBlocked();
            channel.receiver().close();
            reading.waitDone();
        });
        assertThat(seen).singleElement().isInstanceOf(ChannelClosed.class);
    }

    /// C132
    @Test
    void aSenderWhoseItemWasTakenSucceedsEvenIfTheReceiverClosesRightAfter()
            throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(0);
            nursery.start(() -> {
                channel.sender().send(1);
                seen.add("sent");
            });
            time.waitAllTasksBlocked();
            assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.Item<>(1));
            channel.receiver().close();
        });
        assertThat(seen).containsExactly("sent");
    }

    /// C136
    @Capacities
    void closingWorksInACancelledScope(int capacity) throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Integer> channel = Channel.open(capacity);
            CancelScope scope = CancelScope.open(s -> {
                s.cancel("closing all the same");
                channel.sender().close();
                channel.receiver().close();
            });
            assertThat(scope.cancelledCaught()).isFalse();
            assertThat(channel.sender().statistics().openSenders()).isZero();
            assertThat(channel.sender().statistics().openReceivers()).isZero();
        });
    }
}

package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.ChannelClosed;
import dev.corral.nursery.ChannelStatistics;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Received;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.SendResult;
import dev.corral.nursery.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelScheduleTest {
    private static final int SEEDS = 1_500;
    private static final int PEERS = 3;
    private static final int ITEMS = 4;

    /// C133
    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 2, 16})
    void whatWasSentIsWhatWasReceived(int capacity) throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Traffic traffic = new Traffic(trial, capacity);
            Nursery.open(peers -> {
                traffic.start(peers);
                traffic.channel.sender().close();
                // Stays to the end, so that what is buffered is received.
                traffic.channel.receiver().forEach(traffic.received::add);
            });
            assertThat(traffic.received).containsExactlyInAnyOrderElementsOf(traffic.sent);
            traffic.assertNothingLeft();
        });
    }

    /// C133
    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 2, 16})
    void nothingIsReceivedTwiceOrUnsentWhenReceiversLeave(int capacity) throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Traffic traffic = new Traffic(trial, capacity);
            Nursery.open(peers -> {
                traffic.start(peers);
                traffic.channel.sender().close();
                traffic.channel.receiver().close();
            });
            assertThat(traffic.received).doesNotHaveDuplicates().isSubsetOf(traffic.sent);
            if (capacity == 0) {
                assertThat(traffic.received).hasSameSizeAs(traffic.sent);
            }
            traffic.assertNothingLeft();
        });
    }

    /// Senders and receivers on clones. Each is a task, and its operations are in scopes, that may be
    /// cancelled; its handle may be closed under its hands.
    private static final class Traffic {
        final Channel<Integer> channel;
        final List<Integer> sent = new ArrayList<>();
        final List<Integer> received = new ArrayList<>();
        private final Trial trial;

        Traffic(Trial trial, int capacity) {
            this.trial = trial;
            this.channel = Channel.open(capacity);
        }

        void start(Nursery peers) {
            for (int i = 0; i < PEERS; i++) {
                int number = i;
                Sender<Integer> sender = channel.sender().clone();
                Receiver<Integer> receiver = channel.receiver().clone();
                trial.saboteur().mayDo(sender::close);
                trial.saboteur().mayDo(receiver::close);
                trial.saboteur().mayCancel(peers.start("sender", () -> sendAll(sender, number)));
                trial.saboteur().mayCancel(peers.start("receiver", () -> receiveAll(receiver)));
            }
        }

        private void sendAll(Sender<Integer> sender, int number) throws InterruptedException {
            try (sender) {
                for (int i = 0; i < ITEMS; i++) {
                    int item = number * ITEMS + i;
                    inScope(() -> send(sender, item));
                }
            } catch (ChannelClosed | ChannelBroken e) {
                // As may be.
            }
        }

        private void send(Sender<Integer> sender, int item) throws ChannelBroken, InterruptedException {
            if (trial.chance(4)) {
                if (sender.trySend(item) == SendResult.SENT) {
                    sent.add(item);
                }
            } else {
                sender.send(item);
                sent.add(item);
            }
        }

        private void receiveAll(Receiver<Integer> receiver) throws InterruptedException {
            try (receiver) {
                for (int i = 0; i < ITEMS; i++) {
                    inScope(() -> receive(receiver));
                }
            } catch (ChannelClosed | ChannelBroken e) {
                // As may be.
            }
        }

        private void receive(Receiver<Integer> receiver) throws InterruptedException {
            switch (trial.random(4)) {
                case 0 -> received.addAll(receiver.receiveUpTo(3));
                case 1 -> {
                    if (receiver.tryReceive() instanceof Received.Item(var item)) {
                        received.add(item);
                    }
                }
                default -> {
                    if (receiver.receive() instanceof Received.Item(var item)) {
                        received.add(item);
                    }
                }
            }
        }

        private void inScope(Operation operation) throws ChannelBroken, InterruptedException {
            Duration timeout = trial.chance(3) ? Duration.ofSeconds(1 + trial.random(3)) : null;
            CancelScope.Body<ChannelBroken> body = scope -> {
                trial.saboteur().mayCancel(scope);
                operation.run();
            };
            CancelScope.moveOnAfter(timeout, body);
        }

        void assertNothingLeft() {
            ChannelStatistics end = channel.receiver().statistics();
            assertThat(end)
                    .isEqualTo(new ChannelStatistics(end.capacity(), 0, end.peakUsed(), 0, end.openReceivers(), 0, 0));
        }
    }

    private interface Operation {
        void run() throws ChannelBroken, InterruptedException;
    }
}

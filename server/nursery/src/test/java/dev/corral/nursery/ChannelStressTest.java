package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// Real parallelism: the order differs from run to run, what is asserted does not.
@OnEachBackend
class ChannelStressTest {
    private static final NurseryOptions SPREAD = NurseryOptions.named("spread").with(Placement.IN_TURN);
    private static final int ROUNDS = 40;
    private static final int PEERS = 4;
    private static final int ITEMS = 200;

    private final Backend backend;

    ChannelStressTest(Backend backend) {
        this.backend = backend;
    }

    /// C133
    @Capacities
    void whatWasSentIsWhatWasReceivedUnderRandomCancels(int capacity) throws InterruptedException, NurseryFailed {
        long seed = System.nanoTime();
        System.out.println("ChannelStressTest seed " + seed + ", capacity " + capacity);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            new Round(capacity, random.nextLong()).runOn(backend);
        }
    }

    /// Some senders and receivers on clones, each operation in a scope that somebody may cancel. Senders may
    /// close early; one receiver stays to the end, so that what is buffered is received.
    private static final class Round {
        private final Channel<Integer> channel;
        private final long seed;
        private final ConcurrentLinkedQueue<Integer> sent = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();
        private final List<AtomicReference<CancelScope>> scopes = new ArrayList<>();

        Round(int capacity, long seed) {
            this.channel = Channel.open(capacity);
            this.seed = seed;
            for (int i = 0; i < 2 * PEERS; i++) {
                scopes.add(new AtomicReference<>());
            }
        }

        void runOn(Backend backend) throws InterruptedException, NurseryFailed {
            backend.run(() -> {
                Nursery.open(SPREAD, nursery -> {
                    Task<Void> canceller = nursery.start("canceller", this::cancelNowAndThen);
                    Nursery.open(SPREAD, peers -> {
                        for (int i = 0; i < PEERS; i++) {
                            startPeers(peers, i);
                        }
                        channel.sender().close();
                        channel.receiver().forEach(received::add);
                    });
                    canceller.cancel("all is done");
                });
                return true;
            });
            assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
            ChannelStatistics end = channel.receiver().statistics();
            assertThat(end.used()).isZero();
            assertThat(end.waitingSenders()).isZero();
            assertThat(end.waitingReceivers()).isZero();
            assertThat(end.openSenders()).isZero();
        }

        private void startPeers(Nursery peers, int number) {
            Sender<Integer> sender = channel.sender().clone();
            Receiver<Integer> receiver = channel.receiver().clone();
            Random random = new Random(seed + number);
            int count = random.nextInt(ITEMS);
            int taken = random.nextInt(ITEMS);
            peers.start("sender", () -> {
                try (sender) {
                    for (int i = 0; i < count; i++) {
                        send(sender, number, number * ITEMS + i);
                    }
                }
            });
            peers.start("receiver", () -> {
                try (receiver) {
                    for (int i = 0; i < taken; i++) {
                        receive(receiver, PEERS + number);
                    }
                }
            });
        }

        private void send(Sender<Integer> sender, int slot, int item) throws ChannelBroken, InterruptedException {
            CancelScope.Body<ChannelBroken> body = scope -> {
                scopes.get(slot).set(scope);
                sender.send(item);
                // Sent: no cancel can take that back.
                sent.add(item);
            };
            CancelScope.open(body);
        }

        private void receive(Receiver<Integer> receiver, int slot) throws InterruptedException {
            CancelScope.open(scope -> {
                scopes.get(slot).set(scope);
                if (receiver.receive() instanceof Received.Item(var item)) {
                    received.add(item);
                }
            });
        }

        private void cancelNowAndThen() throws InterruptedException {
            Random random = new Random(seed);
            while (true) {
                CancelScope scope = scopes.get(random.nextInt(scopes.size())).get();
                if (scope != null) {
                    scope.cancel("at random");
                }
                Task.checkpoint();
            }
        }
    }
}

package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;

/// One program that uses a little of everything leaves one trace, on whatever carries its tasks.
@OnEachBackend
class BackendsTest {
    private final VirtualTime time;
    private final List<String> trace = new CopyOnWriteArrayList<>();

    BackendsTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void tell(String event) {
        trace.add(time.clock().nanoTime() / 60_000_000_000L + " min: " + event);
    }

    private static void sleepMinutes(int minutes) throws InterruptedException {
        Task.sleep(Duration.ofMinutes(minutes));
    }

    /// C192
    @RepeatedTest(10)
    void theSameProgramLeavesTheSameTrace() throws InterruptedException, NurseryFailed {
        String value = time.run(() -> {
            pipeline();
            CancelScope scope = CancelScope.moveOnAfter(Duration.ofMinutes(5), s -> lockedOut());
            tell("moved on: " + scope.cancelledCaught());
            try {
                Nursery.open(NurseryOptions.named("failing").with(Placement.IN_TURN), this::failure);
            } catch (NurseryFailed e) {
                tell("failed with " + e.failures());
            }
            return "over";
        });
        tell(value);
        assertThat(trace)
                .containsExactly(
                        "0 min: server ready at port 80",
                        "0 min: stage takes 0",
                        "1 min: sink got 0",
                        "1 min: stage takes 1",
                        "2 min: sink got 10",
                        "2 min: stage takes 2",
                        "3 min: sink got 20",
                        "3 min: offloaded",
                        "3 min: server stopped: the pipeline is empty",
                        "8 min: lockedOut gives up: deadline of PT5M passed",
                        "8 min: moved on: true",
                        "9 min: sibling of culprit cleans up",
                        "11 min: sibling of culprit is clean",
                        "11 min: failed with [java.lang.IllegalStateException: planted]",
                        "11 min: over");
    }

    private void pipeline() throws InterruptedException, NurseryFailed {
        Nursery.open(NurseryOptions.named("pipeline").with(Placement.IN_TURN), nursery -> {
            Started<Integer, Void> server = nursery.startReady("server", this::serve);
            tell("server ready at port " + server.value());
            Channel<Integer> in = Channel.open(0);
            Channel<Integer> out = Channel.open(1);
            nursery.start("source", () -> {
                try (Sender<Integer> sender = in.sender()) {
                    for (int i = 0; i < 3; i++) {
                        sender.send(i);
                    }
                }
            });
            nursery.start("stage", () -> stage(in.receiver(), out.sender()));
            out.receiver().forEach(item -> tell("sink got " + item));
            tell(Offload.call(() -> "offloaded"));
            server.task().cancel("the pipeline is empty");
        });
    }

    private Void serve(Ready<Integer> ready) throws InterruptedException {
        ready.ready(80);
        try {
            new Event().await();
        } catch (Cancelled c) {
            tell("server stopped: " + c.getMessage());
            throw c;
        }
        throw new AssertionError("an event that nobody sets was set");
    }

    private void stage(Receiver<Integer> in, Sender<Integer> out) throws ChannelBroken, InterruptedException {
        try (out) {
            while (in.receive() instanceof Received.Item(var item)) {
                tell("stage takes " + item);
                sleepMinutes(1);
                out.send(item * 10);
                // The sink goes first.
                time.waitAllTasksBlocked();
            }
        }
    }

    private void lockedOut() throws InterruptedException {
        Limiter limiter = new Limiter("closed", 0);
        try {
            limiter.acquire();
        } catch (Cancelled c) {
            tell("lockedOut gives up: " + c.getMessage());
            throw c;
        }
    }

    private void failure(Nursery nursery) {
        nursery.start("sibling", () -> {
            try {
                sleepMinutes(60);
            } catch (Cancelled c) {
                tell("sibling of " + c.cancelCause().by() + " cleans up");
                CancelScope.shielded(s -> sleepMinutes(2));
                tell("sibling of " + c.cancelCause().by() + " is clean");
                throw c;
            }
        });
        nursery.start("culprit", () -> {
            sleepMinutes(1);
            throw new IllegalStateException("planted");
        });
    }
}

package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Callbacks from any thread have no queue of their own here: they are the items of a channel that a task
/// empties. On real threads, as they come from outside.
@OnEachBackend
class PostedCallbacksTest {
    private final Backend backend;
    private final List<Integer> ran = new CopyOnWriteArrayList<>();

    PostedCallbacksTest(Backend backend) {
        this.backend = backend;
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        backend.run(() -> {
            Nursery.open(NurseryOptions.named("job"), body);
            return true;
        });
    }

    /// Lets a thread that is no task post so many, of which each tells its number.
    private Thread posting(Sender<Runnable> post, int from, int to) {
        return Thread.ofPlatform().start(() -> {
            try (post) {
                for (int i = from; i < to; i++) {
                    int number = i;
                    assertThat(post.trySend(() -> ran.add(number))).isEqualTo(SendResult.SENT);
                }
            }
        });
    }

    /// C191
    @Test
    void runInTheOrderInWhichEachThreadPostedThem() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Runnable> posted = Channel.openUnbounded("posted");
            posting(posted.sender().clone(), 0, 500);
            posting(posted.sender(), 500, 1_000);
            posted.receiver().forEach(Runnable::run);
        });
        assertThat(ran).hasSize(1_000);
        assertThat(ran.stream().filter(number -> number < 500)).isSorted();
        assertThat(ran.stream().filter(number -> number >= 500)).isSorted();
    }

    /// C191: a channel of one slot is a bell, and who finds it full knows that it will ring.
    @Test
    void oneThatWaitsAlreadyNeedNotBePostedAgain() throws InterruptedException, NurseryFailed {
        Channel<Runnable> bell = Channel.open(1);
        inNursery(nursery -> {
            assertThat(bell.sender().trySend(() -> ran.add(1))).isEqualTo(SendResult.SENT);
            assertThat(bell.sender().trySend(() -> ran.add(2))).isEqualTo(SendResult.WOULD_BLOCK);
            bell.sender().close();
            bell.receiver().forEach(Runnable::run);
        });
        assertThat(ran).containsExactly(1);
    }

    /// C191
    @Test
    void oneThatPostsItselfAgainAndAgainStarvesNobody() throws InterruptedException, NurseryFailed {
        AtomicBoolean reached = new AtomicBoolean();
        inNursery(nursery -> {
            Channel<Runnable> posted = Channel.openUnbounded("posted");
            Runnable again = new Runnable() {
                @Override
                public void run() {
                    assertThat(posted.sender().trySend(this)).isEqualTo(SendResult.SENT);
                }
            };
            again.run();
            nursery.start("callbacks", () -> posted.receiver().forEach(Runnable::run));
            for (int i = 0; i < 100; i++) {
                Task.checkpoint();
            }
            reached.set(true);
            nursery.cancel("seen");
        });
        assertThat(reached).isTrue();
    }

    /// C191
    @Test
    void afterTheRunPostingIsToldAsBroken() throws InterruptedException, NurseryFailed {
        Channel<Runnable> posted = Channel.openUnbounded("posted");
        inNursery(nursery -> {
            nursery.start("callbacks", () -> {
                try (Receiver<Runnable> callbacks = posted.receiver()) {
                    callbacks.forEach(Runnable::run);
                }
            });
            Bounded.until(() -> posted.sender().statistics().waitingReceivers() == 1);
            nursery.cancel("over");
        });
        assertThat(posted.sender().trySend(() -> ran.add(1))).isEqualTo(SendResult.BROKEN);
        assertThat(ran).isEmpty();
    }

    /// C189
    @Test
    void howManyWaitIsToldByTheChannelAndTheTree() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Channel<Runnable> posted = Channel.openUnbounded("posted");
            posting(posted.sender(), 0, 3).join();
            assertThat(posted.receiver().statistics().used()).isEqualTo(3);
            assertThat(TaskTree.of(nursery).toText()).contains("channel posted, 3 of ");
        });
    }
}

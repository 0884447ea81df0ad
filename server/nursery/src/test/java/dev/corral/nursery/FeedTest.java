package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class FeedTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    FeedTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inTask(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    private void counting(Feed.Taker<Integer> taker) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            seen.add("made " + i);
            taker.give(i);
        }
        seen.add("over");
    }

    /// C138
    @Test
    void theGeneratorIsNotResumedBeforeTheNextReceive() throws InterruptedException, NurseryFailed {
        inTask(nursery -> Feed.open("numbers", this::counting, feed -> {
            time.waitAllTasksBlocked();
            seen.add("asking");
            while (feed.receive() instanceof Received.Item(Integer number)) {
                time.waitAllTasksBlocked();
                seen.add("took " + number);
            }
        }));
        assertThat(seen).containsExactly("asking", "made 0", "took 0", "made 1", "took 1", "made 2", "took 2", "over");
    }

    /// C138
    @Test
    void leavingEarlyRunsItsCleanUpWhoseFailureStandsBesideTheBodys() throws InterruptedException {
        IOException bodys = new IOException("body");
        IOException cleanUps = new IOException("clean-up");
        Throwable left = catchThrowable(() -> inTask(nursery -> {
            Throwable thrown = catchThrowable(() -> Feed.<Integer>open(
                    "numbers",
                    taker -> {
                        try {
                            counting(taker);
                        } finally {
                            CancelScope.shielded(s -> Task.sleep(HOUR));
                            seen.add("cleaned up");
                            failWith(cleanUps);
                        }
                    },
                    feed -> {
                        feed.receive();
                        throw bodys;
                    }));
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(bodys, cleanUps));
        }));
        assertThat(left).isNull();
        assertThat(seen).containsExactly("made 0", "cleaned up");
    }

    private static void failWith(IOException planted) throws IOException {
        throw planted;
    }

    /// C138
    @Test
    void leavingEarlyWithoutFailureIsNone() throws InterruptedException, NurseryFailed {
        inTask(nursery -> Feed.open("numbers", this::counting, feed -> seen.add(String.valueOf(feed.receive()))));
        assertThat(seen).hasSize(2).startsWith("made 0");
    }

    @Test
    void aGeneratorThatFailsCancelsTheBodyBeforeItSeesAnEnd() throws InterruptedException {
        IOException planted = new IOException("planted");
        Throwable left = catchThrowable(() -> inTask(nursery -> Feed.<Integer>open(
                "numbers",
                taker -> {
                    taker.give(1);
                    throw planted;
                },
                feed -> {
                    feed.forEach(number -> seen.add("took " + number));
                    seen.add("all");
                })));
        assertThat(left).hasRootCause(planted);
        assertThat(seen).containsExactly("took 1");
    }

    @Test
    void aReceiveThatWasCancelledAsksOnlyOnce() throws InterruptedException, NurseryFailed {
        inTask(nursery -> Feed.<Integer>open(
                "numbers",
                taker -> {
                    Task.sleep(HOUR.multipliedBy(2));
                    counting(taker);
                },
                feed -> {
                    assertThat(CancelScope.moveOnAfter(HOUR, s -> feed.receive())
                                    .cancelledCaught())
                            .isTrue();
                    Task.sleep(HOUR.multipliedBy(2));
                    assertThat(feed.receive()).isEqualTo(new Received.Item<>(0));
                    time.waitAllTasksBlocked();
                    assertThat(seen).containsExactly("made 0");
                }));
    }

    @Test
    void anIteratorIsFedAndClosed() throws InterruptedException, NurseryFailed {
        inTask(nursery -> {
            Feed.of("list", List.of(1, 2, 3).iterator(), feed -> feed.forEach(number -> seen.add("took " + number)));
            Feed.of("closed", new Closing(), feed -> feed.receive());
        });
        assertThat(seen).containsExactly("took 1", "took 2", "took 3", "closed");
    }

    private final class Closing implements Iterator<Integer>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Integer next() {
            return 1;
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }

    @Test
    void anIteratorIsClosedThoughNothingWasReceived() throws InterruptedException {
        IOException planted = new IOException("planted");
        Throwable left = catchThrowable(() -> inTask(nursery -> {
            Feed.of("not asked", new Closing(), feed -> seen.add("left"));
            assertThat(catchThrowable(() -> Feed.of("failed", new Closing(), feed -> failWith(planted))))
                    .hasCause(planted);
            nursery.cancel("enough");
            Feed.of("cancelled", new Closing(), feed -> feed.receive());
        }));
        assertThat(left).isNull();
        assertThat(seen).containsExactly("left", "closed", "closed", "closed");
    }

    @Test
    void anIteratorIsNotAskedBeforeTheFirstReceive() throws InterruptedException, NurseryFailed {
        inTask(nursery -> Feed.of("numbers", List.of(1).iterator(), feed -> {
            time.waitAllTasksBlocked();
            assertThat(feed.receive()).isEqualTo(new Received.Item<>(1));
        }));
    }
}

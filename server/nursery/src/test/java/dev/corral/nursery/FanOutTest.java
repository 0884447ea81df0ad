package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEachBackend
class FanOutTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    FanOutTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private static <T> Callable<T> after(int hours, T value) {
        return () -> {
            Task.sleep(HOUR.multipliedBy(hours));
            return value;
        };
    }

    private static Callable<String> failingAfter(int hours, Exception planted) {
        return () -> {
            Task.sleep(HOUR.multipliedBy(hours));
            throw planted;
        };
    }

    private Callable<String> cancelledIn(String name) {
        return () -> {
            try {
                Task.sleep(HOUR.multipliedBy(1_000));
                return name;
            } finally {
                seen.add(name + " cancelled");
            }
        };
    }

    private void hours(long hours) {
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.multipliedBy(hours).toNanos());
    }

    /// C60
    @Test
    void gatherKeepsTheOrderOfTheCalls() throws InterruptedException, Exception {
        List<Integer> values = time.run(() -> FanOut.gather(List.of(after(3, 1), after(1, 2), after(2, 3))));
        assertThat(values).containsExactly(1, 2, 3);
        hours(3);
        assertThat(time.run(() -> FanOut.gather(List.<Callable<Integer>>of()))).isEmpty();
    }

    /// C60
    @Test
    void aFailureInAGatherCancelsTheOthers() throws InterruptedException {
        IOException planted = new IOException("planted");
        Throwable thrown = time.run(() ->
                catchThrowable(() -> FanOut.gather(List.of(failingAfter(1, planted), cancelledIn("other")))));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(planted));
        assertThat(seen).containsExactly("other cancelled");
    }

    /// C60
    @Test
    void mapRunsSoManyAtOnceAndKeepsTheOrder() throws InterruptedException, Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> items = IntStream.range(0, 20).boxed().toList();
        List<Integer> values = time.run(() -> FanOut.map(items, 4, item -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Task.sleep(HOUR);
            running.decrementAndGet();
            return item * item;
        }));
        assertThat(values)
                .containsExactlyElementsOf(items.stream().map(i -> i * i).toList());
        assertThat(most).hasValue(4);
        hours(5);
    }

    /// C60
    @Test
    void aFailureInAMapLeavesTheRestUnbegun() throws InterruptedException {
        assertThatThrownBy(() -> time.run(() -> FanOut.map(List.of(1, 2, 3), 1, item -> {
                    seen.add(item);
                    throw new IOException("planted");
                })))
                .isInstanceOf(NurseryFailed.class)
                .hasRootCauseMessage("planted");
        assertThat(seen).containsExactly(1);
        assertThatThrownBy(() -> time.run(() -> FanOut.map(List.of(1), 0, item -> item)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    /// C60
    @Test
    void asCompletedGivesTheOrderOfCompletion() throws InterruptedException, Exception {
        time.run(() -> {
            FanOut.asCompleted(List.of(after(3, "c"), after(1, "a"), after(2, "b")), done -> done.forEach(seen::add));
            FanOut.asCompleted(List.<Callable<String>>of(), done -> done.forEach(seen::add));
            return true;
        });
        assertThat(seen).containsExactly("a", "b", "c");
    }

    /// C60
    @Test
    void leavingAsCompletedEarlyCancelsTheRest() throws InterruptedException, Exception {
        time.run(() -> {
            FanOut.asCompleted(List.of(after(1, "first"), cancelledIn("other")), done -> seen.add(done.receive()));
            return true;
        });
        assertThat(seen).containsExactly(new Received.Item<>("first"), "other cancelled");
        hours(1);
    }

    /// C60: the body must not take what has come until then for everything.
    @Test
    void aFailureInAsCompletedCancelsTheBodyBeforeItSeesAnEnd() throws InterruptedException {
        IOException planted = new IOException("planted");
        Throwable thrown = time.run(() ->
                catchThrowable(() -> FanOut.asCompleted(List.of(after(1, "first"), failingAfter(2, planted)), done -> {
                    done.forEach(seen::add);
                    seen.add("all");
                })));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(planted));
        assertThat(seen).containsExactly("first");
    }

    @Test
    void aCallThatCancelsItselfIsLeftOutOfAsCompleted() throws InterruptedException, Exception {
        time.run(() -> {
            FanOut.asCompleted(
                    List.of(after(1, "first"), () -> {
                        Task.current().cancel("gave up");
                        Task.checkpoint();
                        return "never";
                    }),
                    done -> done.forEach(seen::add));
            return true;
        });
        assertThat(seen).containsExactly("first");
    }

    @Test
    void raceGivesTheFirstSuccessAndCancelsTheRest() throws InterruptedException, Exception {
        String winner = time.run(() -> FanOut.race(
                List.of(failingAfter(1, new IOException("planted")), after(2, "quick"), cancelledIn("slow"))));
        assertThat(winner).isEqualTo("quick");
        assertThat(seen).containsExactly("slow cancelled");
        hours(2);
    }

    @Test
    void aRaceThatNobodyWinsTellsEveryFailure() throws InterruptedException {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        Throwable thrown = time.run(() ->
                catchThrowable(() -> FanOut.race(List.of(failingAfter(2, second), failingAfter(1, first)))));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(first, second));
        assertThatThrownBy(() -> time.run(() -> FanOut.race(List.<Callable<String>>of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCancelFromOutsideLeavesAllOfThemWithNothingRunning() throws InterruptedException, Exception {
        time.run(() -> {
            CancelScope scope = CancelScope.<Exception>moveOnAfter(
                    HOUR, s -> FanOut.race(List.of(cancelledIn("one"), cancelledIn("two"))));
            assertThat(scope.cancelledCaught()).isTrue();
            return true;
        });
        assertThat(seen).hasSize(2);
    }

    @Test
    void whereEveryValueIsNeededACallThatCancelsItselfIsAnError() throws InterruptedException {
        Callable<String> quitter = () -> {
            Task.current().cancel("gave up");
            Task.checkpoint();
            return "never";
        };
        time.run(() -> {
            assertThatThrownBy(() -> FanOut.gather(List.of(after(1, "value"), quitter)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has cancelled itself");
            assertThatThrownBy(() -> FanOut.map(List.of(1), 1, item -> quitter.call()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has cancelled itself");
            return true;
        });
    }

    /// Comes to its end whatever is cancelled.
    private static Callable<String> stubborn(int hours, String value) {
        return () -> {
            CancelScope.shielded(s -> Task.sleep(HOUR.multipliedBy(hours)));
            return value;
        };
    }

    @Test
    void aValueThatComesSecondInARaceIsHandedOver() throws InterruptedException, Exception {
        String winner = time.run(() -> FanOut.race(List.of(after(1, "first"), stubborn(2, "second")), seen::add));
        assertThat(winner).isEqualTo("first");
        assertThat(seen).containsExactly("second");
    }

    @Test
    void theWinnerOfARaceThatThrowsIsHandedOver() throws InterruptedException, Exception {
        Error planted = new StackOverflowError("planted");
        time.run(() -> {
            CancelScope.<Exception>moveOnAfter(
                    HOUR,
                    s -> FanOut.race(
                            List.of(() -> "cancelled", () -> {
                                try {
                                    return after(1_000, "never").call();
                                } finally {
                                    CancelScope.shielded(t -> Task.sleep(HOUR.multipliedBy(2)));
                                }
                            }),
                            seen::add));
            assertThatThrownBy(() -> FanOut.race(
                            List.of(() -> "failed", () -> {
                                CancelScope.shielded(s -> Task.sleep(HOUR));
                                throw planted;
                            }),
                            seen::add))
                    .isInstanceOf(NurseryFailed.class)
                    .hasCause(planted);
            return true;
        });
        assertThat(seen).containsExactly("cancelled", "failed");
    }
}

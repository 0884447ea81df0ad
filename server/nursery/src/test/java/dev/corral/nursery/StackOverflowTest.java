package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Code of one task that has no stack left: the others go on.
class StackOverflowTest {
    private static final int OVERFLOWS = 30;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Backend backend = Backend.jdk();

    private static void nested() throws InterruptedException {
        CancelScope.moveOnAfter(LONG, s -> nested());
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static void besides() throws InterruptedException {
        CancelScope.moveOnAfter(LONG, s -> {});
        besides();
    }

    /// In a run of its own, which would never end if its timer were lost.
    private void assertThatTimersRing() throws ExecutionException, InterruptedException, TimeoutException {
        FutureTask<Boolean> run = new FutureTask<>(() -> backend.run(() -> {
            Task.sleep(Duration.ofMillis(2));
            return CancelScope.moveOnAfter(Duration.ofMillis(2), s -> Task.sleep(LONG))
                    .cancelledCaught();
        }));
        Thread.ofPlatform().daemon().start(run);
        assertThat(run.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void inADeadlineItHurtsNoOtherTimer() throws ExecutionException, InterruptedException, TimeoutException {
        for (int i = 0; i < OVERFLOWS; i++) {
            boolean even = i % 2 == 0;
            Throwable thrown = catchThrowable(() -> backend.run(() -> {
                if (even) {
                    nested();
                } else {
                    besides();
                }
                return true;
            }));
            assertThat(thrown).isInstanceOf(StackOverflowError.class);
            assertThatTimersRing();
        }
    }

    @Test
    void aTaskThatCaughtItIsBackInTheScopeThatItWasIn() throws InterruptedException {
        backend.run(() -> {
            for (int i = 0; i < OVERFLOWS; i++) {
                assertThat(catchThrowable(StackOverflowTest::besides)).isInstanceOf(StackOverflowError.class);
                assertThat(Task.current().currentNode()).isSameAs(Task.current().node());
            }
            return true;
        });
    }
}

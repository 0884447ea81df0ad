package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OnEachBackend
class OneShotTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final OneShot<String> answer = new OneShot<>("answer");

    OneShotTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// C61
    @Test
    void allWaitersGetTheValueAndACancelledOneHarmsNobody() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<String> one = nursery.start(answer::await);
            Task<String> leaving = nursery.start(answer::await);
            Task<String> two = nursery.start(answer::await);
            time.waitAllTasksBlocked();
            leaving.cancel("not needed");
            leaving.waitDone();
            assertThat(answer.waiting()).isEqualTo(2);
            answer.set("42");
            assertThat(one.await()).isEqualTo("42");
            assertThat(two.await()).isEqualTo("42");
            assertThat(answer.await()).isEqualTo("42");
        });
    }

    /// C61
    @Test
    void isSettledOnce() throws InterruptedException, NurseryFailed {
        assertThat(answer.isSettled()).isFalse();
        answer.set("first");
        assertThatThrownBy(() -> answer.set("second")).isInstanceOf(IllegalStateException.class);
        assertThat(answer.trySet("third")).isFalse();
        assertThat(answer.fail(new IOException("fourth"))).isFalse();
        assertThat(answer.cancel("fifth")).isFalse();
        assertThat(answer.isSettled()).isTrue();
        assertThat(answer).hasToString("OneShot[answer, set]");
        inNursery(nursery -> assertThat(answer.await()).isEqualTo("first"));
    }

    @Test
    void aFailureIsThrownByIdentity() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted");
        inNursery(nursery -> {
            Task<Throwable> task = nursery.start(() -> catchThrowable(answer::await));
            time.waitAllTasksBlocked();
            assertThat(answer.fail(planted)).isTrue();
            assertThat(task.await()).isSameAs(planted);
        });
    }

    @Test
    void aCancelIsToldAndIsNoCancellationOfTheWaiter() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            answer.cancel("nobody knows");
            assertThatThrownBy(answer::await)
                    .isInstanceOf(OneShotCancelled.class)
                    .isNotInstanceOf(InterruptedException.class)
                    .hasMessage("one-shot answer was cancelled: nobody knows");
            Task.checkpoint();
        });
    }

    @Test
    void aValueBeforeTheCancelWins() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<String> task = nursery.start(answer::await);
            time.waitAllTasksBlocked();
            answer.set("value");
            task.cancel("too late");
            assertThat(task.await()).isEqualTo("value");
            OneShot<String> never = new OneShot<>("never");
            CancelScope scope = CancelScope.<Exception>moveOnAfter(HOUR, s -> never.await());
            assertThat(scope.cancelledCaught()).isTrue();
            assertThat(never.waiting()).isZero();
        });
    }

    @Test
    void anErrorsTextIsMadeWithoutTheLock() {
        OneShot<String> oneShot = new OneShot<>("shot");
        oneShot.fail(new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                Thread asking = Thread.ofPlatform().start(oneShot::isSettled);
                Bounded.until(() -> !asking.isAlive());
                return "slow";
            }
        });
        assertThat(oneShot.toString()).startsWith("OneShot[shot, failed: ").endsWith(": slow]");
    }
}

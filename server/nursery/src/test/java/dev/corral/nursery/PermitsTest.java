package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class PermitsTest {
    private final VirtualTime time;
    private final List<Object> acquired = new CopyOnWriteArrayList<>();
    private final List<Object> released = new CopyOnWriteArrayList<>();

    PermitsTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// Remembers who borrows, and throws something at those who give back.
    private Permits remembering(Runnable onRelease) {
        return new Permits() {
            @Override
            public void acquireOnBehalfOf(Object borrower) {
                acquired.add(borrower);
            }

            @Override
            public void releaseOnBehalfOf(Object borrower) {
                released.add(borrower);
                onRelease.run();
            }
        };
    }

    /// C149
    @Test
    void permitsOfOnesOwnAreAskedOncePerCallWithOneBorrower() throws InterruptedException, NurseryFailed {
        Offload offload = Offload.named("own").limitedBy(remembering(() -> {}));
        inNursery(nursery -> {
            assertThat(offload.run(() -> "first")).isEqualTo("first");
            assertThatThrownBy(() -> offload.run(() -> {
                        throw new IOException("planted");
                    }))
                    .hasMessage("planted");
        });
        assertThat(acquired).hasSize(2).doesNotHaveDuplicates();
        assertThat(released).isEqualTo(acquired);
    }

    /// C141, C149
    @Test
    void inACancelledScopeTheyAreNotEvenAsked() throws InterruptedException, NurseryFailed {
        Offload offload = Offload.named("own").limitedBy(remembering(() -> {}));
        inNursery(nursery -> {
            nursery.cancel("enough");
            assertThatThrownBy(() -> offload.run(() -> "never")).isInstanceOf(Cancelled.class);
        });
        assertThat(acquired).isEmpty();
    }

    /// C150
    @Test
    void aReleaseThatFailsIsToldWithTheCodesOwnErrorAttached() throws InterruptedException, NurseryFailed {
        IllegalStateException planted = new IllegalStateException("release");
        IOException own = new IOException("code");
        Offload offload = Offload.named("own").limitedBy(remembering(() -> {
            throw planted;
        }));
        inNursery(nursery -> {
            Throwable thrown = catchThrowable(() -> offload.run(() -> {
                throw own;
            }));
            assertThat(thrown).isSameAs(planted);
            assertThat(thrown.getSuppressed()).containsExactly(own);
        });
    }

    /// C150
    @Test
    void anErrorOfTheReleaseHangsNobody() throws InterruptedException, NurseryFailed {
        Error planted = new StackOverflowError("planted");
        Offload offload = Offload.named("own").limitedBy(remembering(() -> {
            throw planted;
        }));
        inNursery(nursery ->
                assertThat(catchThrowable(() -> offload.run(() -> "value"))).isSameAs(planted));
    }
}

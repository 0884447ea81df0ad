package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Exceptions and callbacks that do what they must not: a nursery still ends, and after its last task.
@OnEachBackend
class HostileThrowsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;

    HostileThrowsTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    /// Tells itself for ever.
    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return "I am " + this;
        }
    }

    @Test
    void aBodyWhoseExceptionCannotBeToldStillWaitsForItsTasks() throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Throwable thrown = time.run(() -> catchThrowable(() -> Nursery.open(nursery -> {
            nursery.start(() -> {
                try {
                    Task.sleep(HOUR);
                } finally {
                    ended.set(true);
                }
                return null;
            });
            Task.sleep(Duration.ofMillis(1));
            throw new Endless();
        })));
        assertThat(ended).isTrue();
        assertThat(thrown).isInstanceOf(NurseryFailed.class).cause().isInstanceOf(Endless.class);
    }

    /// Refuses to be told.
    private static final class Refusing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("planted: no text");
        }
    }

    @Test
    void aFailureThatRefusesToBeToldCancelsWhoeverElseRuns() throws InterruptedException {
        Throwable thrown = time.run(() -> catchThrowable(() -> Nursery.open(nursery -> {
            nursery.start(() -> {
                throw new Refusing();
            });
            nursery.start(() -> Task.sleep(HOUR));
            Task.sleep(HOUR);
        })));
        assertThat(thrown).isInstanceOf(NurseryFailed.class).cause().isInstanceOf(Refusing.class);
    }

    @Test
    void aTaskWhoseExceptionCannotBeToldEndsItsSiblings() throws InterruptedException {
        Throwable thrown = time.run(() -> catchThrowable(() -> Nursery.open(nursery -> {
            nursery.start(() -> {
                throw new Endless();
            });
            Task.sleep(HOUR);
        })));
        assertThat(thrown).isInstanceOf(NurseryFailed.class).cause().isInstanceOf(Endless.class);
    }

    @Test
    void anOperationThatThrowsWhenItIsStoppedKeepsNobodyFromBeingCancelled()
            throws InterruptedException, NurseryFailed {
        AtomicInteger ended = new AtomicInteger();
        time.run(() -> {
            CancelScope.moveOnAfter(
                    Duration.ofSeconds(1),
                    scope -> Nursery.open(nursery -> {
                        for (int i = 0; i < 10; i++) {
                            boolean hostile = i == 4;
                            nursery.start(() -> {
                                try {
                                    return Suspension.<String>await("operation", suspension -> {
                                        if (hostile) {
                                            suspension.onCancel(() -> {
                                                throw new IllegalStateException("planted: told, and nothing more");
                                            });
                                        }
                                    });
                                } finally {
                                    ended.incrementAndGet();
                                }
                            });
                        }
                    }));
            return ended;
        });
        assertThat(ended).hasValue(10);
    }
}

package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Vert.x was closed too early.
class LoopClosedTest {
    private final OpenLoops loops = OpenLoops.of(1);

    @BeforeEach
    void open() throws InterruptedException {
        loops.open(LoopOptions.DEFAULTS);
    }

    @Test
    void aRunOnAClosedLoopIsAClearError() throws TimeoutException {
        loops.close();
        assertThatThrownBy(() -> loops.backend().run(() -> true))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("task root")
                .hasMessageContaining("end every run before closing Vert.x");
    }

    @Test
    void wakingATaskOfAClosedLoopIsAClearError() throws InterruptedException, TimeoutException {
        CountDownLatch began = new CountDownLatch(1);
        Thread thread = loops.backend().newThread("", new Runnable() {
            @Override
            public void run() {
                began.countDown();
                while (true) {
                    LockSupport.park(this);
                }
            }

            @Override
            public String toString() {
                return "left behind";
            }
        });
        thread.start();
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        // The loop closes after its task has parked.
        loops.close();
        assertThatThrownBy(() -> LockSupport.unpark(thread))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("task left behind")
                .hasMessageContaining("end every run before closing Vert.x");
    }
}

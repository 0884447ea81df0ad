package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Planted stalls on a real loop: each task goes on once it was told of.
class LoopStallTest {
    private static final Duration LIMIT = Duration.ofMillis(20);
    private static final long BOUND_NANOS = Duration.ofSeconds(10).toNanos();

    private final OpenLoops loops = OpenLoops.of(1);
    private final BlockingQueue<Stall> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws InterruptedException {
        loops.open(LoopOptions.DEFAULTS.stallLimit(LIMIT).onStall(told::add));
    }

    @AfterEach
    void close() throws TimeoutException {
        loops.close();
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        loops.backend().run(() -> {
            Nursery.open(NurseryOptions.named("fetching"), body);
            return true;
        });
    }

    private Stall stall() throws InterruptedException {
        Stall stall = told.poll(10, TimeUnit.SECONDS);
        assertThat(stall).isNotNull();
        return stall;
    }

    private void computeUntilTold() {
        long start = System.nanoTime();
        while (told.isEmpty() && System.nanoTime() - start < BOUND_NANOS) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aTaskThatComputesIsNamedWithItsStack() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> nursery.start("hog", this::computeUntilTold));
        Stall stall = stall();
        assertThat(stall.task()).isEqualTo("hog");
        assertThat(stall.loop()).contains("eventloop");
        assertThat(stall.lasting()).isGreaterThanOrEqualTo(LIMIT);
        assertThat(stall.stack()).extracting(StackTraceElement::getMethodName).contains("computeUntilTold");
    }

    @Test
    void anUnnamedTaskIsNamedByItsNursery() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> nursery.start(this::computeUntilTold));
        assertThat(stall().task()).startsWith("fetching-");
    }

    @Test
    void aTaskThatWaitsIsNoStall() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.start("sleeper", () -> Task.sleep(LIMIT.multipliedBy(4)));
            nursery.start("marker", () -> {
                Task.sleep(LIMIT.multipliedBy(3));
                computeUntilTold();
            });
        });
        assertThat(stall().task()).isEqualTo("marker");
        assertThat(told).isEmpty();
    }
}

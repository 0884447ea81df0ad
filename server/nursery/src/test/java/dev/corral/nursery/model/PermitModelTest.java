package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.LimiterStatistics;
import dev.corral.nursery.Semaphore;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What limiters and semaphores do without waiting, from threads side by side.
@Timeout(120)
class PermitModelTest {
    @Test
    void everyInterleavingOfALimiterIsAnOrder() {
        ModelCheck.interleavings(OfLimiter.class);
    }

    @Test
    void realThreadsSeeAnOrderOfALimiter() {
        ModelCheck.stress(OfLimiter.class);
    }

    @Test
    void everyInterleavingOfASemaphoreIsAnOrder() {
        ModelCheck.interleavings(OfSemaphore.class);
    }

    @Test
    void realThreadsSeeAnOrderOfASemaphore() {
        ModelCheck.stress(OfSemaphore.class);
    }

    @Test
    void aCountThatLooksAndThenTakesIsFoundOut() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> ModelCheck.interleavings(LooksAndThenTakes.class));
    }

    @Param(name = "borrower", gen = IntGen.class, conf = "0:2")
    public static class OfLimiter {
        private static final Object[] BORROWERS = {"a", "b", "c"};

        private final Limiter limiter = new Limiter("model", 2);

        @Operation
        public boolean tryAcquire(@Param(name = "borrower") int borrower) {
            return limiter.tryAcquireOnBehalfOf(BORROWERS[borrower]);
        }

        @Operation
        public void release(@Param(name = "borrower") int borrower) {
            limiter.releaseOnBehalfOf(BORROWERS[borrower]);
        }

        @Operation
        public LimiterStatistics statistics() {
            return limiter.statistics();
        }
    }

    public static class OfSemaphore {
        private final Semaphore semaphore = Semaphore.bounded("model", 1, 2);

        @Operation
        public boolean tryAcquire() {
            return semaphore.tryAcquire();
        }

        @Operation
        public void release() {
            semaphore.release();
        }

        @Operation
        public int value() {
            return semaphore.value();
        }
    }

    public static class LooksAndThenTakes {
        private volatile int value = 1;

        @Operation
        public boolean tryAcquire() {
            int seen = value;
            if (seen == 0) {
                return false;
            }
            value = seen - 1;
            return true;
        }

        @Operation
        public int value() {
            return value;
        }
    }
}

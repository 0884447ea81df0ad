package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleCpuTest {
    private static final int WAITING = 10_000;
    private static final Duration WATCHED = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 10;

    /// Of one core. Compiler and collector have their share of it; spinning would take all of one.
    private static final double MOST = 0.25;

    /// C28: half of them are shielded members of a nursery that is cancelled.
    @Test
    void waitingTasksCostNoProcessorTime() throws InterruptedException, NurseryFailed {
        Backend.jdk().run(() -> {
            Event enough = new Event("enough");
            Channel<String> silent = Channel.open(0);
            Nursery.open(outer -> {
                outer.start(() -> Nursery.open(cancelled -> {
                    for (int i = 0; i < WAITING / 2; i++) {
                        cancelled.start(() -> CancelScope.shielded(scope -> enough.await()));
                    }
                    cancelled.cancel("early");
                }));
                for (int i = 0; i < WAITING / 2; i++) {
                    outer.start(() -> CancelScope.moveOnAfter(
                            Duration.ofHours(1), scope -> silent.receiver().receive()));
                }
                while (enough.waiting() + silent.receiver().statistics().waitingReceivers() < WAITING) {
                    Task.checkpoint();
                }
                assertThat(leastShareOfACore()).isLessThan(MOST);
                enough.set();
                outer.cancel("that was all");
            });
            return true;
        });
    }

    /// Of a few seconds the quietest: others in this process, such as the compiler, come to rest.
    private static double leastShareOfACore() throws InterruptedException {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && least >= MOST; i++) {
            long before = processNanos();
            Task.sleep(WATCHED);
            least = Math.min(least, (double) (processNanos() - before) / WATCHED.toNanos());
        }
        System.out.println("share of a core while " + WAITING + " tasks wait: " + least);
        return least;
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}

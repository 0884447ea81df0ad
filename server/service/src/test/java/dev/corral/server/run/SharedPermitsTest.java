package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class SharedPermitsTest {
    private static final Duration WORK = Duration.ofMillis(10);

    private final SharedPermits permits = new SharedPermits("permits", 2);
    private final List<String> granted = new CopyOnWriteArrayList<>();

    private static Share of(String tenant) {
        return new Share(tenant, 3, 1);
    }

    private void work(Share share, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            permits.acquire(share);
            granted.add(share.tenant());
            Task.sleep(WORK);
            permits.release();
        }
    }

    private Map<String, Integer> firstGrants(int count) {
        Map<String, Integer> counts = new HashMap<>();
        granted.subList(0, count).forEach(tenant -> counts.merge(tenant, 1, Integer::sum));
        return counts;
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // a test that is interrupted fails as on anything else
    private static void run(Nursery.Body body) throws Exception {
        VirtualTime.autoJump().run(() -> {
            Nursery.open(body);
            return Boolean.TRUE;
        });
    }

    @Test
    void aTenantWithManyTasksGetsNoMoreTurnsThanOneWithFew() throws Exception {
        run(nursery -> {
            for (int i = 0; i < 50; i++) {
                nursery.start(() -> work(of("many"), 10));
            }
            for (int i = 0; i < 2; i++) {
                nursery.start(() -> work(of("few"), 100));
            }
        });
        assertThat(firstGrants(200).get("few")).isBetween(95, 105);
        assertThat(Collections.frequency(granted, "many")).isEqualTo(500);
    }

    @Test
    void turnsFollowTheWeights() throws Exception {
        run(nursery -> {
            for (int i = 0; i < 10; i++) {
                nursery.start(() -> work(new Share("heavy", 3, 3), 100));
                nursery.start(() -> work(new Share("light", 3, 1), 100));
            }
        });
        assertThat(firstGrants(400).get("heavy")).isBetween(290, 310);
    }

    @Test
    void aStepOfPriorityIsTwiceTheTurns() throws Exception {
        run(nursery -> {
            for (int i = 0; i < 10; i++) {
                nursery.start(() -> work(new Share("urgent", 2, 1), 100));
                nursery.start(() -> work(new Share("normal", 3, 1), 100));
            }
        });
        assertThat(firstGrants(300).get("urgent")).isBetween(190, 210);
    }

    @Test
    void idlenessIsNotSavedUp() throws Exception {
        run(nursery -> {
            for (int i = 0; i < 4; i++) {
                nursery.start(() -> work(of("steady"), 200));
            }
            Task.sleep(Duration.ofMillis(500));
            granted.clear();
            for (int i = 0; i < 4; i++) {
                nursery.start(() -> work(of("late"), 50));
            }
        });
        assertThat(firstGrants(100).get("late")).isBetween(45, 55);
    }

    @Test
    void aCancelledTaskTakesNoPermit() throws Exception {
        run(nursery -> {
            permits.acquire(of("a"));
            permits.acquire(of("a"));
            Task<Void> waiting = nursery.start(() -> permits.acquire(of("b")));
            Task.sleep(WORK);
            waiting.cancel("no longer wanted");
            waiting.waitDone();
            permits.release();
            permits.acquire(of("c"));
            permits.release();
            permits.release();
        });
        assertThat(permits.borrowed()).isZero();
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void tasksThatWereCancelledCostTheirTenantNoTurns() throws Exception {
        run(nursery -> {
            for (int i = 0; i < 4; i++) {
                nursery.start(() -> work(of("busy"), 300));
            }
            Task.sleep(WORK);
            List<Task<Void>> hasty = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                hasty.add(nursery.start(() -> permits.acquire(of("hasty"))));
            }
            Task.sleep(Duration.ofMillis(1));
            hasty.forEach(task -> task.cancel("no longer wanted"));
            Task.sleep(Duration.ofMillis(1));
            assertThat(permits.waiting()).isBetween(1, 4);
            Task.sleep(WORK.multipliedBy(3));
            granted.clear();
            nursery.start(() -> work(of("hasty"), 30));
            nursery.start(() -> work(of("hasty"), 30));
        });
        assertThat(firstGrants(80).getOrDefault("hasty", 0)).isBetween(30, 50);
    }

    @Test
    void aTenantStandsInOneLineWhateverWeightItsJobsCameWith() throws Exception {
        run(nursery -> {
            for (int i = 0; i < 10; i++) {
                nursery.start(() -> work(new Share("a", 3, 2), 100));
                nursery.start(() -> work(new Share("a", 3, 1), 100));
                nursery.start(() -> work(new Share("b", 3, 1), 100));
            }
        });
        assertThat(firstGrants(400).get("b")).isBetween(125, 210);
    }

    @Test
    void whatNobodyHasCannotBeGivenBack() {
        assertThatThrownBy(permits::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("permits");
    }
}

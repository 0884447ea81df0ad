package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.store.StoreStatistics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreMeters meters = new StoreMeters(registry, new Histograms(registry));

    private static StoreStatistics group(int rows) {
        return new StoreStatistics(0, 1, rows, 0, rows, Duration.ofMillis(20), Duration.ofMillis(30), null);
    }

    @Test
    void groupsThatChangeNothingDoNotHideHowSlowTheOthersAre() {
        meters.committed(group(0));
        meters.committed(group(7));
        meters.committed(group(0));
        assertThat(registry.get("corral.store.commit").timer().count()).isEqualTo(1);
        assertThat(registry.get("corral.store.lag").timer().count()).isEqualTo(1);
        assertThat(registry.get("corral.store.group.rows").summary().totalAmount())
                .isEqualTo(7);
    }
}

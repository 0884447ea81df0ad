package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProcessMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void measuresThePausesOfTheCollector() {
        try (var _ = ProcessMetrics.bindTo(registry)) {
            Instant last = Instant.now().plus(Duration.ofSeconds(10));
            while (registry.find("jvm.gc.pause").timers().isEmpty()) {
                // Asked for again and again, since the JVM tells of a collection some time after it.
                ManagementFactory.getMemoryMXBean().gc();
                assertThat(Instant.now()).as("a pause is told of").isBefore(last);
            }
        }
    }

    @Test
    void measuresMemoryThreadsProcessorFilesAndUptime() {
        try (var _ = ProcessMetrics.bindTo(registry)) {
            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .extracting(Meter.Id::getName)
                    .contains(
                            "jvm.memory.used",
                            "jvm.threads.live",
                            "process.cpu.usage",
                            "process.files.open",
                            "process.uptime");
        }
    }
}

package dev.corral.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void tasksAreReadFromTheMetrics() {
        assertThat(Probe.tasksIn("# TYPE corral_tasks_live gauge\ncorral_tasks_live 71.0\ncorral_tasks_live_x 3\n"))
                .isEqualTo(71);
    }

    @Test
    void metricsWithoutTasksAreAnError() {
        assertThatThrownBy(() -> Probe.tasksIn("corral_tasks_started_total 3\n"))
                .hasMessageContaining("corral_tasks_live");
    }
}

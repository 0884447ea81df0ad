package dev.corral.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.corral.loadtest.measure.Row;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LinesTest {
    private static Map<String, Double> bySample(Map<String, Double> values) {
        return Lines.bySample(List.of(new Row(1, values))).getFirst().values();
    }

    @Test
    void phasesOfASampleAreOneLine() {
        assertThat(bySample(Map.of(
                        "client.job_total@before.per_s", 3.0,
                        "client.job_total@over.per_s", 4.0,
                        "client.job_total@before.p99_ms", 30.0,
                        "client.job_total@over.p99_ms", 20.0,
                        "client.job_total@over.service.p99_ms", 10.0)))
                .isEqualTo(Map.of(
                        "client.job_total.per_s", 7.0,
                        "client.job_total.p99_ms", 30.0,
                        "client.job_total.service.p99_ms", 10.0));
    }

    @Test
    void whatIsBookedWithAndWithoutItsPhaseCountsOnce() {
        assertThat(bySample(Map.of("client.injection_lag.per_s", 5.0, "client.injection_lag@step1.per_s", 5.0)))
                .isEqualTo(Map.of("client.injection_lag.per_s", 5.0));
    }

    @Test
    void otherNamesStayAsTheyAre() {
        Map<String, Double> values = Map.of("wait.results.send", 1.0, "server.tasks_live", 2.0);
        assertThat(bySample(values)).isEqualTo(values);
    }

    @Test
    void aChartHasTheHighestLinesAndNoMoreThanColours() {
        Map<String, Double> values = IntStream.range(0, 20)
                .boxed()
                .collect(Collectors.toMap(i -> "wait.stage%02d".formatted(i), i -> (double) i));
        List<Row> rows = List.of(new Row(1, values));
        Panel panel = new Panel("t", false, name -> true);
        assertThat(Lines.wanted(rows, panel)).hasSize(20);
        assertThat(Lines.most(rows, panel))
                .hasSize(Lines.MOST)
                .startsWith("wait.stage12")
                .endsWith("wait.stage19");
        List<String> nine = Collections.nCopies(Lines.MOST + 1, "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Chart("t", nine, false, UnaryOperator.identity()))
                .withMessageContaining("t has 9 lines; expected at most 8");
    }

    @Test
    void theControlIsDrawnBesideTheService() {
        Row row = new Row(1, Map.of("server.tasks_live", 0.0, "control.tasks_live", 3639.0, "control.heap_mib", 40.0));
        assertThat(Panel.ALL.stream().flatMap(panel -> Lines.most(List.of(row), panel).stream()))
                .containsExactly("control.tasks_live", "server.tasks_live", "control.heap_mib");
    }

    @Test
    void aLoneSecondIsADot() {
        String chart = new Chart("t", List.of("a"), false, UnaryOperator.identity())
                .svg(List.of(new Row(1, Map.of("a", 1.0)), new Row(2, Map.of())), List.of());
        assertThat(chart).containsOnlyOnce("<circle ");
    }
}

package dev.corral.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.settings.Limit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveTest {
    private static final Limit HARD = new Limit("job_total.p99_ms", true, 100, true);
    private static final Limit SOFT = new Limit("submit.p99_ms", true, 1, false);
    private static final Map<String, Double> LOST = Map.of("job_total.p99_ms", 101.0, "submit.p99_ms", 9.0);

    @Test
    void aHardObjectiveStopsTheRunAfterFifteenLostSecondsOnEnd() {
        EarlyStop stop = new EarlyStop(List.of(HARD, SOFT));
        for (int second = 1; second < EarlyStop.SECONDS; second++) {
            assertThat(stop.after(1, LOST, false)).isNull();
        }
        assertThat(stop.after(1, LOST, false)).isEqualTo(HARD);
    }

    @Test
    void aSecondThatHoldsBeginsTheCountAnew() {
        EarlyStop stop = new EarlyStop(List.of(HARD));
        for (int second = 1; second < EarlyStop.SECONDS; second++) {
            assertThat(stop.after(1, LOST, false)).isNull();
        }
        assertThat(stop.after(1, Map.of("job_total.p99_ms", 99.0), true)).isNull();
        assertThat(stop.after(1, LOST, false)).isNull();
    }

    @Test
    void lostTimeCountsAndNotLostRows() {
        EarlyStop stop = new EarlyStop(List.of(HARD));
        assertThat(stop.after(8, LOST, false)).isNull();
        assertThat(stop.after(7, LOST, false)).isEqualTo(HARD);
    }

    @Test
    void aServiceThatAnswersNothingLosesWhatItsClientsWaitFor() {
        EarlyStop stop = new EarlyStop(List.of(HARD, SOFT));
        for (int second = 1; second < EarlyStop.SECONDS; second++) {
            assertThat(stop.after(1, Map.of(), true)).isNull();
        }
        assertThat(stop.after(1, Map.of(), true)).isEqualTo(HARD);
    }

    @Test
    void aSecondInWhichNobodyAskedNeitherCountsNorBeginsAnew() {
        EarlyStop stop = new EarlyStop(List.of(HARD));
        for (int second = 1; second < EarlyStop.SECONDS; second++) {
            assertThat(stop.after(1, LOST, false)).isNull();
            assertThat(stop.after(1, Map.of(), false)).isNull();
        }
        assertThat(stop.after(1, LOST, false)).isEqualTo(HARD);
    }

    @Test
    void ratesAreNotKnownAtFirstAndWhenACounterBeginsAnew() {
        Rates rates = new Rates();
        assertThat(rates.of("a", 10, 1)).isNaN();
        assertThat(rates.of("a", 30, 3)).isEqualTo(10);
        assertThat(rates.of("a", 5, 4)).isNaN();
    }

    @Test
    void aRowOfTheServerNamesStagesAndLimiters() {
        ServerRow server = new ServerRow();
        Exposition first = Exposition.parse("""
            corral_tasks_live 3.0
            corral_channel_wait_seconds_total{channel="results",side="send"} 1.0
            corral_limiter_waiting{limiter="fetch"} 7.0
            jvm_memory_used_bytes{area="heap",id="x"} 1048576
            jvm_memory_used_bytes{area="nonheap",id="y"} 1048576
            """);
        server.add(first, 1, new HashMap<>());
        Map<String, Double> row = new HashMap<>();
        server.add(
                new Exposition(with(first, "corral_channel_wait_seconds_total{channel=\"results\",side=\"send\"}")),
                2,
                row);
        assertThat(row)
                .containsEntry("server.tasks_live", 3.0)
                .containsEntry("wait.results.send", 1.0)
                .containsEntry("limiter.fetch", 7.0)
                .containsEntry("server.heap_mib", 1.0);
    }

    private static Map<String, Double> with(Exposition exposition, String series) {
        Map<String, Double> values = new HashMap<>(exposition.values());
        values.put(series, 2.0);
        return values;
    }
}

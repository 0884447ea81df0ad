package dev.corral.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.bench.contender.WaitContender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Effort THREE_FORKS = new Effort(3, 0, 1, Duration.ofMillis(1));

    private final List<String> ran = new ArrayList<>();

    @Test
    void everySecondRoundGoesBackwards() throws InterruptedException {
        measure(measurement("first", WaitContender.CORRAL), measurement("first", WaitContender.JOX));
        assertThat(ran).containsExactly("corral", "jox", "jox", "corral", "corral", "jox");
    }

    @Test
    void aGroupIsDoneBeforeTheNext() throws InterruptedException {
        List<Row> rows = measure(measurement("first", WaitContender.JOX), measurement("second", WaitContender.CORRAL));
        assertThat(ran).containsExactly("jox", "jox", "jox", "corral", "corral", "corral");
        assertThat(rows).extracting(row -> row.measurement().group()).containsExactly("first", "second");
    }

    @Test
    void aRowHasTheSamplesInTheOrderOfTheRounds() throws InterruptedException {
        List<Row> rows = measure(measurement("first", WaitContender.CORRAL), measurement("first", WaitContender.JOX));
        assertThat(rows.getLast().samples()).extracting(Sample::value).containsExactly(2.0, 3.0, 6.0);
    }

    private List<Row> measure(Measurement... measurements) throws InterruptedException {
        return new Rounds(THREE_FORKS, line -> {}).measure(List.of(measurements));
    }

    private Measurement measurement(String group, WaitContender contender) {
        return Measurement.of(group, contender, new CountingProbe(contender));
    }

    /// Gives how many probes have run with it.
    private final class CountingProbe implements Probe {
        private final WaitContender contender;

        CountingProbe(WaitContender contender) {
            this.contender = contender;
        }

        @Override
        public String unit() {
            return "turns";
        }

        @Override
        public Sample measure(Effort effort) {
            ran.add(Measurement.of("", contender, this).contender());
            return new Sample(ran.size(), Sample.NOT_MEASURED);
        }
    }
}

package dev.corral.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BusiestTest {
    /// A row for each second.
    private static List<Row> rows(double... cores) {
        return IntStream.range(0, cores.length)
                .mapToObj(i -> new Row(i + 1, Map.of("generator.cpu_cores", cores[i])))
                .toList();
    }

    @Test
    void isTheWorstThreeSecondsOnEnd() {
        assertThat(Busiest.share(rows(0, 0, 1, 2, 0, 0), List.of(), 2)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void theWarmUpIsNotMeasured() {
        List<Mark> marks = List.of(new Mark(0.1, "warm-up, 75 a second", false), new Mark(3, "measured", false));
        assertThat(Busiest.share(rows(2, 2, 2, .4, .4, .4), marks, 2)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void aLongRowCountsForAsLongAsItWas() {
        List<Row> rows = List.of(
                new Row(3, 3, Map.of("generator.cpu_cores", 0.2)),
                new Row(3.2, 0.2, Map.of("generator.cpu_cores", 2.0)));
        assertThat(Busiest.share(rows, List.of(), 2)).isCloseTo((0.2 * 2.8 + 2 * 0.2) / 3 / 2, within(1e-9));
    }

    @Test
    void isNotKnownOfAShortRun() {
        assertThat(Busiest.share(rows(2, 2), List.of(), 2)).isNaN();
    }
}

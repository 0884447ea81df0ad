package dev.corral.loadtest.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corral.loadtest.measure.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WindowTest {
    private static Row row(double second, double seconds, double value) {
        return new Row(second, seconds, Map.of("jobs", value));
    }

    @Test
    void aRateCountsForAsLongAsItsRow() {
        // Ten a second throughout: one row took long, and the next ones caught up.
        List<Row> rows =
                List.of(row(1, 1, 10), row(2.77, 1.77, 10), row(3, 0.23, 10), row(3.1, 0.1, 10), row(4, 0.9, 10));
        assertThat(new Window(rows, 0, 4).perSecond("jobs")).isCloseTo(10, within(1e-9));
        assertThat(new Window(rows, 0, 4).mean("jobs")).isCloseTo(10, within(1e-9));
    }

    @Test
    void aBurstInAShortRowIsNoThroughput() {
        // 10 jobs in all: 5 in the first 1.9 s, 5 in the last 0.1 s.
        List<Row> rows = List.of(row(1.9, 1.9, 5 / 1.9), row(2, 0.1, 50));
        assertThat(new Window(rows, 0, 2).perSecond("jobs")).isCloseTo(5, within(1e-9));
    }

    @Test
    void rowsAtItsEndsCountByTheirShare() {
        List<Row> rows = List.of(row(2, 2, 100), row(4, 2, 10), row(6, 2, 100));
        assertThat(new Window(rows, 2, 4).perSecond("jobs")).isCloseTo(10, within(1e-9));
        assertThat(new Window(rows, 1, 5).perSecond("jobs")).isCloseTo((100 + 20 + 100) / 4.0, within(1e-9));
    }

    @Test
    void timeWithoutAValueIsNoneOfItsMeanButLowersItsRate() {
        List<Row> rows = List.of(row(1, 1, 8), new Row(2, Map.of()), row(3, 1, 8), new Row(4, Map.of()));
        Window window = new Window(rows, 0, 4);
        assertThat(window.mean("jobs")).isEqualTo(8);
        assertThat(window.perSecond("jobs")).isEqualTo(4);
        assertThat(window.max("jobs")).isEqualTo(8);
        assertThat(window.mean("wings")).isNaN();
        assertThat(window.max("wings")).isNaN();
    }

    @Test
    void tellsWhenABoundIsHeldAgain() {
        List<Row> rows = List.of(row(3, 1, 90), row(4, 1, 50), row(5, 1, 9));
        assertThat(new Window(rows, 2, 6).until("jobs", 10)).isEqualTo(3);
        assertThat(new Window(rows, 2, 6).until("jobs", 1)).isNaN();
    }
}

package dev.corral.server.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
    private static final Progress HALF = new Progress(5_000, Total.of(10_000), 120, Duration.ofSeconds(2), "");

    @Test
    void barAndFiguresFitTheLine() {
        assertThat(ProgressBar.line(HALF, 80))
                .isEqualTo("[===============>                 ]  5,000/10,000  2,500/s  failed 120  ETA 2 s")
                .hasSizeLessThan(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 40, 52, 60, 79, 80, 81, 200, 1000})
    void noLineReachesTheLastColumn(int columns) {
        assertThat(ProgressBar.line(HALF, columns)).hasSizeLessThan(columns);
    }

    @Test
    void withoutRoomThereAreFiguresOnly() {
        assertThat(ProgressBar.line(HALF, 50)).isEqualTo("5,000/10,000  2,500/s  failed 120  ETA 2 s");
        assertThat(ProgressBar.line(HALF, 10)).isEqualTo("5,000/10,");
    }

    @Test
    void barGrowsFromEmptyToFull() {
        assertThat(ProgressBar.line(new Progress(0, Total.of(10), 0, Duration.ZERO, ""), 80))
                .startsWith("[     ")
                .contains("ETA ?");
        assertThat(ProgressBar.line(new Progress(10, Total.of(10), 0, Duration.ofSeconds(1), ""), 80))
                .contains("=]  10/10  10/s");
    }

    @Test
    void nothingToDoIsDone() {
        assertThat(ProgressBar.line(new Progress(0, Total.of(0), 0, Duration.ZERO, ""), 80))
                .startsWith("[==")
                .contains("0/0");
    }

    @Test
    void restIsToldInTheUnitsOfItsSize() {
        assertThat(new Progress(1, Total.of(201), 0, Duration.ofSeconds(1), "").text())
                .endsWith("ETA 3 m 20 s");
        assertThat(new Progress(1, Total.of(7501), 0, Duration.ofSeconds(1), "").text())
                .endsWith("ETA 2 h 5 m");
    }
}

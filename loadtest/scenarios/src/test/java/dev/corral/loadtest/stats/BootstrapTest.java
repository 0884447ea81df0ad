package dev.corral.loadtest.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    private static final List<Double> AROUND_TEN = List.of(9.8, 10.1, 10.0, 10.3, 9.9, 10.2, 9.7);

    @Test
    void seesNoDifferenceBetweenTheSame() {
        Bootstrap.Interval interval = Bootstrap.difference(AROUND_TEN, AROUND_TEN.reversed());
        assertThat(interval.difference()).isZero();
        assertThat(interval.excludesZero()).isFalse();
    }

    @Test
    void seesAShift() {
        List<Double> more = AROUND_TEN.stream().map(value -> value + 3).toList();
        Bootstrap.Interval interval = Bootstrap.difference(AROUND_TEN, more);
        assertThat(interval.difference()).isCloseTo(3, within(1e-9));
        assertThat(interval.low()).isBetween(2.0, 3.0);
        assertThat(interval.high()).isBetween(3.0, 4.0);
        assertThat(interval.excludesZero()).isTrue();
        assertThat(Bootstrap.difference(more, AROUND_TEN).excludesZero()).isTrue();
    }

    @Test
    void givesTheSameIntervalEachTime() {
        List<Double> other = List.of(10.0, 11.0, 12.0, 9.0, 10.5);
        assertThat(Bootstrap.difference(AROUND_TEN, other)).isEqualTo(Bootstrap.difference(AROUND_TEN, other));
    }

    @Test
    void slopeIsThatOfTheLine() {
        assertThat(Numbers.slope(List.of(new double[] {0, 1}, new double[] {1, 3}, new double[] {2, 5})))
                .isCloseTo(2, within(1e-9));
        assertThat(Numbers.slope(List.of(new double[] {0, 1}))).isNaN();
    }

    @Test
    void aQuantileIsAValueByNearestRank() {
        List<Double> ten = List.of(10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0);
        assertThat(Numbers.quantile(ten, 0.5)).isEqualTo(5);
        assertThat(Numbers.quantile(ten, 0.51)).isEqualTo(6);
        assertThat(Numbers.quantile(ten, 0.99)).isEqualTo(10);
        assertThat(Numbers.quantile(ten, 0)).isEqualTo(1);
        assertThat(Numbers.quantile(ten, 1)).isEqualTo(10);
        assertThat(Numbers.quantile(List.of(), 0.5)).isNaN();
    }

    @Test
    void medianIsTheMiddle() {
        assertThat(Numbers.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Numbers.median(List.of(4.0, 1.0))).isEqualTo(2.5);
        assertThat(Numbers.median(List.of())).isNaN();
    }
}

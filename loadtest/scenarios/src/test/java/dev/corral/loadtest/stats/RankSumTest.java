package dev.corral.loadtest.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankSumTest {
    private static List<Double> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> (double) i).toList();
    }

    @Test
    void sidesThatDoNotOverlapHaveTheLeastChance() {
        assertThat(RankSum.chanceOfMore(numbers(0, 5), numbers(5, 10))).isCloseTo(1 / 252.0, within(1e-12));
        assertThat(RankSum.leastChance(5, 5)).isCloseTo(1 / 252.0, within(1e-12));
        assertThat(RankSum.chanceOfMore(numbers(5, 10), numbers(0, 5))).isEqualTo(1);
    }

    @Test
    void chancesAreThoseOfTheTable() {
        // Four of five above, one below all: the rank sum is 35, and 19 of the 252 ways give as much.
        assertThat(RankSum.chanceOfMore(List.of(2.0, 3.0, 4.0, 5.0, 6.0), List.of(1.0, 7.0, 8.0, 9.0, 10.0)))
                .isCloseTo(19 / 252.0, within(1e-12));
    }

    @Test
    void valuesThatAreAllAlikeTellNothing() {
        assertThat(RankSum.chanceOfMore(List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)))
                .isEqualTo(1);
        assertThat(RankSum.chanceOfMore(Collections.nCopies(30, 1.0), Collections.nCopies(30, 1.0)))
                .isEqualTo(1);
    }

    @Test
    void manyValuesAreApproximatedByTheNormalDistribution() {
        // 40 values are counted, 42 are not.
        List<Double> first = IntStream.range(0, 21).mapToObj(i -> 2.0 * i).toList();
        List<Double> second = first.stream().map(value -> value + 9).toList();
        double shorter = RankSum.chanceOfMore(first.subList(0, 20), second.subList(0, 20));
        assertThat(RankSum.chanceOfMore(first, second)).isCloseTo(shorter, within(0.01));
        assertThat(RankSum.chanceOfMore(second, first)).isCloseTo(1 - shorter, within(0.01));
    }

    @Test
    void holmCorrectsTheLeastChanceMost() {
        assertThat(Holm.corrected(List.of(0.04, 0.01, 0.03))).containsExactly(0.06, 0.03, 0.06);
        assertThat(Holm.corrected(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
        assertThat(Holm.corrected(List.of())).isEmpty();
    }
}

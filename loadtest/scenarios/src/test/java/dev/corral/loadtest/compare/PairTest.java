package dev.corral.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Plays comparisons of sides that are known to be alike or not, with the noise of a shared machine.
final class PairTest {
    private static final int COMPARISONS = 2000;
    private static final int FIGURES = 10;
    private static final double FLOOR = 0.05;
    private static final double NOISE = 0.06;

    private final Random random = new Random(22);

    private List<Double> runs(int count, double usual) {
        return Stream.generate(() -> usual * Math.exp(NOISE * random.nextGaussian()))
                .limit(count)
                .toList();
    }

    /// The share of comparisons in which something got worse, when the first so many figures are.
    private double worse(int runs, int regressed, double factor) {
        int worse = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            List<Pair> pairs = new ArrayList<>();
            for (int figure = 0; figure < FIGURES; figure++) {
                double after = figure < regressed ? factor : 1;
                pairs.add(new Pair("f" + figure, Sense.LESS_IS_BETTER, runs(runs, 1), runs(runs, after)));
            }
            worse += Pair.changes(pairs, FLOOR).contains(Change.WORSE) ? 1 : 0;
        }
        return (double) worse / COMPARISONS;
    }

    @Test
    void equalSidesAreHardlyEverCalledWorse() {
        assertThat(worse(5, 0, 1)).isLessThan(0.055);
        assertThat(worse(10, 0, 1)).isLessThan(0.055);
    }

    @Test
    void aRegressionOfAFifthIsFound() {
        // A slower service is so in most of its times, and one figure alone takes a few runs more.
        assertThat(worse(5, 4, 1.2)).isGreaterThan(0.95);
        assertThat(worse(8, 1, 1.2)).isGreaterThan(0.95);
    }

    @Test
    void anImprovementIsNoRegression() {
        assertThat(worse(5, FIGURES, 0.8)).isZero();
    }
}

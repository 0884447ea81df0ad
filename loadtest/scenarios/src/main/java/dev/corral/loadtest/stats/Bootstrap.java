package dev.corral.loadtest.stats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The difference of two medians with its 95 % interval, by the percentile bootstrap (B. Efron, R.
/// Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The seed is fixed: the same numbers give
/// the same interval.
public final class Bootstrap {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 20_261_122;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /// What is said of a difference.
    ///
    /// @param difference of the medians, second minus first
    /// @param low end of the interval
    /// @param high end of the interval
    public record Interval(double difference, double low, double high) {
        /// Whether it excludes that there is no difference.
        public boolean excludesZero() {
            return low > 0 || high < 0;
        }
    }

    /// Of the second from the first.
    public static Interval difference(List<Double> first, List<Double> second) {
        double[] a = array(first);
        double[] b = array(second);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] differences = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            differences[i] = Numbers.medianOf(resampled(b, random)) - Numbers.medianOf(resampled(a, random));
        }
        Arrays.sort(differences);
        return new Interval(
                Numbers.medianOf(b) - Numbers.medianOf(a),
                differences[(int) (TAIL * RESAMPLES)],
                differences[(int) ((1 - TAIL) * RESAMPLES) - 1]);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] resampled(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return drawn;
    }
}

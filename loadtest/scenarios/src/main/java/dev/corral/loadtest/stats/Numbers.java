package dev.corral.loadtest.stats;

import java.util.Arrays;
import java.util.List;

/// Figures of a few numbers.
public final class Numbers {
    private Numbers() {}

    /// Not a number of none.
    public static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return median(sorted, sorted.length);
    }

    /// The smallest value that this share of all does not exceed (nearest rank); not a number of none.
    public static double quantile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
    }

    private static double median(double[] sorted, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        int middle = count / 2;
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double medianOf(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return median(sorted, sorted.length);
    }

    /// The slope of the straight line through points with the least squares; not a number for less than two.
    public static double slope(List<double[]> points) {
        double n = points.size();
        double meanX = points.stream().mapToDouble(p -> p[0]).average().orElse(Double.NaN);
        double meanY = points.stream().mapToDouble(p -> p[1]).average().orElse(Double.NaN);
        double over = points.stream()
                .mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY))
                .sum();
        double under = points.stream()
                .mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX))
                .sum();
        return n < 2 || under == 0 ? Double.NaN : over / under;
    }
}

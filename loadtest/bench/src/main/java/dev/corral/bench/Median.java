package dev.corral.bench;

import java.util.Arrays;

/// The middle of some numbers: one outlier does not move it.
final class Median {
    private Median() {}

    static double of(double[] numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("there is no number, expected one at least");
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

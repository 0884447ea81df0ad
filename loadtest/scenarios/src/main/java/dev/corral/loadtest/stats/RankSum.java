package dev.corral.loadtest.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The exact rank-sum test (H. Mann, D. Whitney, On a Test of whether one of Two Random Variables is Stochastically
/// Larger than the Other, 1947), with mid-ranks for ties. It supposes nothing of how values are distributed, and holds
/// what it promises for five values a side, where a bootstrap is too sure of itself.
public final class RankSum {
    /// Beyond, the normal approximation is as good.
    private static final int EXACT = 40;

    private RankSum() {}

    /// How likely the second side would rank at least so high if both were drawn from the same.
    public static double chanceOfMore(List<Double> first, List<Double> second) {
        int[] ranks = doubledRanks(first, second);
        int observed =
                IntStream.range(first.size(), ranks.length).map(i -> ranks[i]).sum();
        return ranks.length <= EXACT
                ? exact(ranks, second.size(), observed)
                : approximate(ranks, second.size(), observed);
    }

    /// The least chance that so many values a side can give: what no difference, however large, gets below.
    public static double leastChance(int first, int second) {
        double ways = 1;
        for (int i = 1; i <= second; i++) {
            ways = ways * (first + i) / i;
        }
        return 1 / ways;
    }

    /// Twice the mid-ranks, which are whole numbers, of the first values and then of the second ones.
    private static int[] doubledRanks(List<Double> first, List<Double> second) {
        double[] all = new double[first.size() + second.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < first.size() ? first.get(i) : second.get(i - first.size());
        }
        return Arrays.stream(all)
                .mapToInt(value -> {
                    long below =
                            Arrays.stream(all).filter(other -> other < value).count();
                    long alike =
                            Arrays.stream(all).filter(other -> other == value).count();
                    return (int) (2 * below + alike + 1);
                })
                .toArray();
    }

    /// Counts the ways to choose that many of the ranks whose sum is at least so large, among all ways.
    private static double exact(int[] ranks, int chosen, int observed) {
        int highest = Arrays.stream(ranks).sum();
        double[][] ways = new double[chosen + 1][highest + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int count = chosen; count > 0; count--) {
                for (int sum = highest; sum >= rank; sum--) {
                    ways[count][sum] += ways[count - 1][sum - rank];
                }
            }
        }
        double all = Arrays.stream(ways[chosen]).sum();
        return Arrays.stream(ways[chosen], observed, highest + 1).sum() / all;
    }

    private static double approximate(int[] ranks, int chosen, int observed) {
        int count = ranks.length;
        double mean = Arrays.stream(ranks).average().orElse(0);
        double spread = Arrays.stream(ranks)
                .mapToDouble(rank -> (rank - mean) * (rank - mean))
                .sum();
        double variance = spread * chosen * (count - chosen) / count / (count - 1.0);
        // A step of doubled ranks is 2, and half of it is taken off.
        return variance == 0 ? 1 : above((observed - 1 - chosen * mean) / Math.sqrt(variance));
    }

    /// The share of a normal distribution above so many deviations (M. Abramowitz, I. Stegun, Handbook of Mathematical
    /// Functions, 1964, 26.2.17).
    private static double above(double deviations) {
        if (deviations < 0) {
            return 1 - above(-deviations);
        }
        double t = 1 / (1 + 0.2316419 * deviations);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return polynomial * Math.exp(-deviations * deviations / 2) / Math.sqrt(2 * Math.PI);
    }
}

package dev.corral.loadtest.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The correction for many looks (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979): who looks at
/// twenty figures of the same thing sees one that differs by chance.
public final class Holm {
    private Holm() {}

    /// The chances so enlarged that the one of being wrong anywhere stays below whatever each is held against.
    public static List<Double> corrected(List<Double> chances) {
        int count = chances.size();
        double[] corrected = new double[count];
        double highest = 0;
        List<Integer> order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(chances::get))
                .toList();
        for (int rank = 0; rank < count; rank++) {
            int index = order.get(rank);
            highest = Math.max(highest, Math.min(1, (count - rank) * chances.get(index)));
            corrected[index] = highest;
        }
        return IntStream.range(0, count).mapToObj(i -> corrected[i]).toList();
    }
}

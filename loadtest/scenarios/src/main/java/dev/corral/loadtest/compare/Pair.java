package dev.corral.loadtest.compare;

import dev.corral.loadtest.stats.Holm;
import dev.corral.loadtest.stats.Numbers;
import dev.corral.loadtest.stats.RankSum;
import java.util.ArrayList;
import java.util.List;

/// One figure of both sides, a value for each run that has it.
record Pair(String figure, Sense sense, List<Double> before, List<Double> after) {
    /// How likely one false alarm may be in a whole comparison.
    static final double ALARM = 0.05;

    /// A share that was nothing is worse when it is this much.
    private static final double SHARE = 0.01;

    Pair {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    double difference() {
        return Numbers.median(after) - Numbers.median(before);
    }

    /// What became of each: a change when chance alone would hardly bring it about, corrected for all of them together,
    /// and when it is above the floor.
    ///
    /// @param floor the share of the first side's median below which a difference is none
    static List<Change> changes(List<Pair> pairs, double floor) {
        List<Double> worse = Holm.corrected(
                pairs.stream().map(pair -> pair.chance(Sense.LESS_IS_BETTER)).toList());
        List<Double> better = Holm.corrected(
                pairs.stream().map(pair -> pair.chance(Sense.MORE_IS_BETTER)).toList());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            boolean counts = pairs.get(i).isAbove(floor);
            changes.add(
                    !counts
                            ? Change.NONE
                            : worse.get(i) <= ALARM
                                    ? Change.WORSE
                                    : better.get(i) <= ALARM ? Change.BETTER : Change.NONE);
        }
        return changes;
    }

    /// That chance would bring about as much of a change for the worse, or with the other sense for the better.
    private double chance(Sense worseIfMore) {
        return sense == worseIfMore ? RankSum.chanceOfMore(before, after) : RankSum.chanceOfMore(after, before);
    }

    private boolean isAbove(double floor) {
        double least = figure.endsWith("_share") ? SHARE : 0;
        return Math.abs(difference()) >= Math.max(least, floor * Math.abs(Numbers.median(before))) && difference() != 0;
    }
}

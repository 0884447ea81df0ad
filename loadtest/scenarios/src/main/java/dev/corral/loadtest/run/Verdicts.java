package dev.corral.loadtest.run;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.settings.Limit;
import dev.corral.loadtest.settings.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Holds figures against the limits of `slo.yaml`. Pure but for [#print].
final class Verdicts {
    private Verdicts() {}

    /// With an objective for each limit, and a reason for each condition of validity that does not hold.
    static Measured on(Plan plan, Measured measured) {
        Map<String, Double> figures = measured.allFigures();
        List<Objective> objectives = new ArrayList<>(measured.objectives());
        plan.objectives().forEach(limit -> objectives.add(objective(limit, figures)));
        List<String> voids = new ArrayList<>(measured.voids());
        for (Limit limit : plan.validity()) {
            Double value = figures.get(limit.figure());
            if (value == null) {
                voids.add("not measured: " + limit.figure());
            } else if (!limit.holds(value)) {
                voids.add("the instrument does not hold: " + limit + "; it is " + Limit.shown(value));
            }
        }
        return new Measured(
                objectives,
                measured.samples(),
                measured.figures(),
                measured.notes(),
                measured.marks(),
                measured.lacks(),
                voids,
                measured.sideBySide());
    }

    private static Objective objective(Limit limit, Map<String, Double> figures) {
        Double value = figures.get(limit.figure());
        if (value == null) {
            return new Objective(limit.toString(), 0, 0, List.of());
        }
        return limit.holds(value)
                ? new Objective(limit.toString(), 1, 0, List.of())
                : new Objective(limit.toString(), 1, 1, List.of("it is " + Limit.shown(value)));
    }

    /// For a run by hand, which leaves no report.
    static void print(Measured measured) {
        measured.objectives()
                .forEach(each -> IO.println((each.held() ? "  held: " : "  NOT HELD: ")
                        + each.name()
                        + (each.examples().isEmpty()
                                ? ""
                                : ": " + each.examples().getFirst())));
        measured.lacks().forEach(each -> IO.println("  INVALID: the service lacks " + each));
        measured.voids().forEach(each -> IO.println("  INVALID: " + each));
        boolean held = measured.objectives().stream().allMatch(Objective::held);
        if (!held || !measured.lacks().isEmpty() || !measured.voids().isEmpty()) {
            throw new IllegalStateException("not every objective held, or the run is void; see above");
        }
    }
}

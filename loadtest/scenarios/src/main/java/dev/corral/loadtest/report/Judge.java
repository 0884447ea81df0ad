package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import java.util.ArrayList;
import java.util.List;

/// Decides whether a run was won, lost or void.
///
/// A broken instrument makes it void, whatever else was seen, but for one thing: a service that ended by itself has
/// failed, since everything else follows from that.
public final class Judge {
    private static final int ASSERTION_FAILED = 2;

    private Judge() {}

    public static Judgement judge(Evidence evidence) {
        if (evidence.originExit().isPresent()) {
            return invalid("the origin ended with " + evidence.originExit().getAsInt() + " before the run was over");
        }
        if (evidence.serviceExit().isPresent()) {
            return new Judgement(Verdict.FAIL, reasonsOfDeath(evidence));
        }
        int exit = evidence.generatorExit();
        if (exit != 0 && exit != ASSERTION_FAILED) {
            return invalid("the generator ended with " + exit + "; expected 0, or 2 for a failed assertion");
        }
        Measured measured = evidence.measured();
        return measured == null
                ? invalid("the simulation left no measurements: it did not come to its end")
                : byObjectives(measured.objectives(), exit == ASSERTION_FAILED);
    }

    private static Judgement invalid(String reason) {
        return new Judgement(Verdict.INVALID, List.of(reason));
    }

    private static List<String> reasonsOfDeath(Evidence evidence) {
        List<String> reasons = new ArrayList<>();
        reasons.add("the service ended with " + evidence.serviceExit().getAsInt() + " before the run was over");
        if (evidence.measured() != null) {
            reasons.addAll(faults(evidence.measured().objectives()));
        }
        return reasons;
    }

    private static Judgement byObjectives(List<Objective> objectives, boolean assertionFailed) {
        List<String> faults = faults(objectives);
        if (!faults.isEmpty()) {
            return new Judgement(Verdict.FAIL, faults);
        }
        if (assertionFailed) {
            return new Judgement(
                    Verdict.FAIL, List.of("an assertion of the simulation failed; see the generator's log"));
        }
        List<String> unchecked = objectives.stream()
                .filter(objective -> objective.checked() == 0)
                .map(objective -> "never looked at: " + objective.name())
                .toList();
        return unchecked.isEmpty() ? new Judgement(Verdict.PASS, List.of()) : new Judgement(Verdict.INVALID, unchecked);
    }

    private static List<String> faults(List<Objective> objectives) {
        return objectives.stream()
                .filter(objective -> objective.faults() > 0)
                .map(objective -> "does not hold: " + objective.name() + " (" + objective.faults() + " of "
                        + objective.checked() + " times)" + firstExample(objective))
                .toList();
    }

    private static String firstExample(Objective objective) {
        return objective.examples().isEmpty() ? "" : ": " + objective.examples().getFirst();
    }
}

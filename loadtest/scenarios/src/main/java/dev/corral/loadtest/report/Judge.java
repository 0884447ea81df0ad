package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.report.Evidence.GeneratorEnd.Exited;
import dev.corral.loadtest.report.Evidence.GeneratorEnd.Overdue;
import dev.corral.loadtest.report.Evidence.GeneratorEnd.Stopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a run was won, lost or void.
///
/// A broken instrument makes it void, whatever else was seen, but for one thing: a service that ended by
/// itself has failed, since everything else follows from that. A service that lacks what the scenario is
/// about makes it void too.
public final class Judge {
    private static final int ASSERTION_FAILED = 2;

    private Judge() {}

    public static Judgement judge(Evidence evidence) {
        Measured measured = evidence.measured();
        if (evidence.originExit().isPresent()) {
            return invalid(
                    List.of("the origin ended with " + evidence.originExit().getAsInt() + " before the run was over"));
        }
        if (evidence.serviceLost()) {
            return lost(measured);
        }
        return switch (evidence.generator()) {
            case Overdue(Duration limit) ->
                invalid(List.of("the run was not over within " + limit.toSeconds() + " s, and was ended then"));
            case Stopped(String lost) -> invalid(List.of(lost + " before the run was over, so that it was stopped"));
            case Exited(int code)
            when code != 0 && code != ASSERTION_FAILED ->
                invalid(List.of("the generator ended with " + code + "; expected 0"));
            case Exited(int code) ->
                measured == null
                        ? invalid(List.of("the simulation left no measurements: it did not come to its end"))
                        : byMeasurements(measured, code == ASSERTION_FAILED);
        };
    }

    private static Judgement invalid(List<String> reasons) {
        return new Judgement(Verdict.INVALID, reasons);
    }

    private static Judgement lost(@Nullable Measured measured) {
        List<String> reasons = new ArrayList<>();
        reasons.add("the service ended before the run was over");
        if (measured != null) {
            reasons.addAll(faults(measured.objectives()));
        }
        return new Judgement(Verdict.FAIL, reasons);
    }

    private static Judgement byMeasurements(Measured measured, boolean assertionFailed) {
        List<String> voids = new ArrayList<>();
        measured.lacks().forEach(each -> voids.add("the service lacks " + each));
        voids.addAll(measured.voids());
        List<String> faults = faults(measured.objectives());
        if (!voids.isEmpty()) {
            // What was seen is told all the same: it may be the cause.
            voids.addAll(faults);
            return invalid(voids);
        }
        if (!faults.isEmpty()) {
            return new Judgement(Verdict.FAIL, faults);
        }
        if (assertionFailed) {
            return new Judgement(
                    Verdict.FAIL, List.of("an assertion of the simulation failed; see the generator's log"));
        }
        List<String> unchecked = measured.objectives().stream()
                .filter(objective -> objective.checked() == 0)
                .map(objective -> "never looked at: " + objective.name())
                .toList();
        return unchecked.isEmpty() ? new Judgement(Verdict.PASS, List.of()) : invalid(unchecked);
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

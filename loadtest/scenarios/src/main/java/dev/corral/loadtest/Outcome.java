package dev.corral.loadtest;

import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.Verdict;
import java.nio.file.Path;
import java.util.List;

/// What became of one run.
sealed interface Outcome {
    /// It was played.
    record Judged(Summary summary) implements Outcome {
        Verdict verdict() {
            return summary.judgement().verdict();
        }
    }

    /// It was void, and played again.
    ///
    /// @param kept where it is now
    record PutAside(Summary summary, Path kept) implements Outcome {}

    /// What it needs did not answer.
    record NotReady(String scenario, String why) implements Outcome {}

    /// A failure outweighs one that could not begin, that a void run, and that a pass. What was put aside has a
    /// successor, which counts.
    static int exitCode(List<Outcome> outcomes) {
        if (has(outcomes, Verdict.FAIL)) {
            return Verdict.FAIL.exitCode();
        }
        if (outcomes.stream().anyMatch(NotReady.class::isInstance)) {
            return ExitCodes.UNREACHABLE;
        }
        return (has(outcomes, Verdict.INVALID) ? Verdict.INVALID : Verdict.PASS).exitCode();
    }

    private static boolean has(List<Outcome> outcomes, Verdict verdict) {
        return outcomes.stream().anyMatch(each -> each instanceof Judged judged && judged.verdict() == verdict);
    }
}

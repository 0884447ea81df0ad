package dev.corral.loadtest.report;

import java.util.List;

/// A verdict with its reasons.
///
/// @param reasons empty for a pass
public record Judgement(Verdict verdict, List<String> reasons) {
    public Judgement {
        reasons = List.copyOf(reasons);
        if ((verdict == Verdict.PASS) != reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "verdict is " + verdict + " for " + reasons + "; expected reasons for all but a pass");
        }
    }
}

package dev.corral.server.job;

import java.time.Duration;

/// What options owe to each other, beyond each one's own bounds.
final class Rules {
    private Rules() {}

    static void check(Head head) {
        // A refused option has fallen back to its default, which says nothing about what the client meant.
        if (head.problems().isEmpty()) {
            checkBackoff(head);
            checkTolerance(head);
            checkCapture(head);
        }
    }

    private static void checkBackoff(Head head) {
        Duration initial = head.values().get(JobOptions.RETRY_INITIAL);
        Duration max = head.values().get(JobOptions.RETRY_MAX);
        if (initial.compareTo(max) > 0) {
            boolean raised = head.values().isGiven(JobOptions.RETRY_INITIAL);
            head.at(raised ? JobOptions.RETRY_INITIAL : JobOptions.RETRY_MAX)
                    .refuse(
                            Codes.CONFLICT,
                            "initial_ms is " + initial.toMillis() + " and max_ms " + max.toMillis()
                                    + ", expected max_ms to be at least initial_ms");
        }
    }

    /// What is captured is held in memory, whole; a body that is only counted or hashed is not.
    private static void checkCapture(Head head) {
        long most = head.values().get(JobOptions.MAX_BODY);
        FetchDefaults.Capture capture = head.values().get(JobOptions.CAPTURE);
        if (capture.keepsBody() && most > FetchDefaults.MOST_KEPT_BYTES) {
            head.at(JobOptions.MAX_BODY)
                    .refuse(
                            Codes.CONFLICT,
                            "is " + most + " and capture " + capture.word() + ", expected "
                                    + FetchDefaults.MOST_KEPT_BYTES + " at most where bodies are told; capture sha256"
                                    + " allows more");
        }
    }

    /// Limits without the policy would be ignored in silence, the policy without limits would tolerate
    /// everything.
    private static void checkTolerance(Head head) {
        boolean tolerates = head.values().get(JobOptions.POLICY) == Failure.Policy.TOLERATE;
        boolean byCount = head.values().find(JobOptions.MAX_FAILED) != null;
        boolean byShare = head.values().find(JobOptions.MAX_FAILED_PERCENT) != null;
        if (tolerates && !byCount && !byShare) {
            head.at(JobOptions.POLICY)
                    .refuse(Codes.CONFLICT, "is tolerate, expected max_failed or max_failed_percent with it");
        } else if (!tolerates && (byCount || byShare)) {
            head.at(byCount ? JobOptions.MAX_FAILED : JobOptions.MAX_FAILED_PERCENT)
                    .refuse(Codes.CONFLICT, "counts only with the policy tolerate");
        }
    }
}

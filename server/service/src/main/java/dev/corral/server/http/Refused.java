package dev.corral.server.http;

import dev.corral.server.problem.Problem;
import java.util.Map;

/// A request that is not served, for a reason that its sender is told.
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    Refused(Problem problem) {
        this(problem, Map.of());
    }

    /// @param headers of the answer, beside those that the problem itself wants
    Refused(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}

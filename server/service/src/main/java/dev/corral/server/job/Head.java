package dev.corral.server.job;

import dev.corral.server.problem.Problems;
import dev.corral.server.problem.Spot;
import java.util.function.Function;

/// The options as read from one request, and where each of them was or would be written.
record Head(Values values, Problems problems, Function<Option<?>, Spot> where) {
    Spot at(Option<?> option) {
        return where.apply(option);
    }

    /// The document, once there are no problems.
    JobDocument document() {
        return JobDocument.of(values);
    }
}

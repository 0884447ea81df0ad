package dev.corral.server.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What Prometheus answers to a range query: the values of all series.
record Answer(List<Double> values) {
    /// @throws AssertionError when the query was refused
    static Answer of(String expression, JsonNode json) {
        if (!json.path("status").asText().equals("success")) {
            throw new AssertionError("Prometheus refuses " + expression + ": "
                    + json.path("error").asText());
        }
        return new Answer(Dashboard.elements(json.path("data").path("result"))
                .flatMap(series -> Dashboard.elements(series.path("values")))
                .map(point -> Double.valueOf(point.path(1).asText().replace("Inf", "Infinity")))
                .toList());
    }

    Verdict verdict() {
        if (values.isEmpty()) {
            return Verdict.NOTHING;
        }
        List<Double> numbers = values.stream().filter(each -> !each.isNaN()).toList();
        if (numbers.isEmpty()) {
            return Verdict.ONLY_NAN;
        }
        return numbers.stream().allMatch(each -> each == 0) ? Verdict.ONLY_ZEROS : Verdict.ALIVE;
    }
}

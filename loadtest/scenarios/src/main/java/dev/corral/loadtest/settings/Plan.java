package dev.corral.loadtest.settings;

import java.util.List;

/// One scenario in one profile, as `slo.yaml` has it.
///
/// @param objectives what the service must hold
/// @param validity what the instrument must hold, or the run says nothing
public record Plan(Load load, List<Limit> objectives, List<Limit> validity) {
    public Plan {
        objectives = List.copyOf(objectives);
        validity = List.copyOf(validity);
    }

    public Plan with(Load other) {
        return new Plan(other, objectives, validity);
    }
}

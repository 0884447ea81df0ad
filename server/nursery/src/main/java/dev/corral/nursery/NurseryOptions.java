package dev.corral.nursery;

import java.util.Objects;

/// How a nursery behaves.
///
/// @param name shown in task trees, messages and as prefix of the names of unnamed tasks
/// @param failurePolicy what a failing task means for its siblings
/// @param placement where its tasks run, on a backend with several carriers to choose from
public record NurseryOptions(String name, FailurePolicy failurePolicy, Placement placement) {
    static final NurseryOptions DEFAULTS =
            new NurseryOptions("nursery", FailurePolicy.CANCEL, Placement.BESIDE_STARTER);

    public NurseryOptions {
        Objects.requireNonNull(failurePolicy, "failurePolicy");
        Objects.requireNonNull(placement, "placement");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank, expected a text that people recognise in a task tree");
        }
    }

    public static NurseryOptions named(String name) {
        return new NurseryOptions(name, DEFAULTS.failurePolicy, DEFAULTS.placement);
    }

    public NurseryOptions with(FailurePolicy policy) {
        return new NurseryOptions(name, policy, placement);
    }

    public NurseryOptions with(Placement where) {
        return new NurseryOptions(name, failurePolicy, where);
    }
}

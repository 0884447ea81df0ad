package dev.corral.nursery;

import java.util.Objects;

/// How a nursery behaves.
///
/// @param name shown in task trees, messages and as prefix of the names of unnamed tasks
/// @param failurePolicy what a failing task means for its siblings
public record NurseryOptions(String name, FailurePolicy failurePolicy) {
    static final NurseryOptions DEFAULTS = new NurseryOptions("nursery", FailurePolicy.CANCEL);

    public NurseryOptions {
        Objects.requireNonNull(failurePolicy, "failurePolicy");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank, expected a text that people recognise in a task tree");
        }
    }

    public static NurseryOptions named(String name) {
        return new NurseryOptions(name, DEFAULTS.failurePolicy);
    }

    public NurseryOptions with(FailurePolicy policy) {
        return new NurseryOptions(name, policy);
    }
}

package dev.corral.nursery;

import java.util.Objects;

/// How a nursery behaves.
///
/// @param name shown in task trees, messages and as prefix of the names of unnamed tasks
/// @param failurePolicy what a failing task means for its siblings
/// @param placement where its tasks run, on a backend with several carriers to choose from
/// @param maxRunning how many tasks run at once. The bodies of those beyond it begin in order of start, each
///     when another task has ended; one that is cancelled before never begins. A task that waits for another
///     of its nursery may so wait for ever: the other's turn does not come. [#UNCAPPED] by default
public record NurseryOptions(String name, FailurePolicy failurePolicy, Placement placement, int maxRunning) {
    /// As many tasks at once as are started.
    public static final int UNCAPPED = Integer.MAX_VALUE;

    static final NurseryOptions DEFAULTS =
            new NurseryOptions("nursery", FailurePolicy.CANCEL, Placement.BESIDE_STARTER, UNCAPPED);

    public NurseryOptions {
        Objects.requireNonNull(failurePolicy, "failurePolicy");
        Objects.requireNonNull(placement, "placement");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank, expected a text that people recognise in a task tree");
        }
        if (maxRunning < 1) {
            throw new IllegalArgumentException(
                    "maxRunning is " + maxRunning + ", expected 1 or more, or NurseryOptions.UNCAPPED");
        }
    }

    public static NurseryOptions named(String name) {
        return new NurseryOptions(name, DEFAULTS.failurePolicy, DEFAULTS.placement, UNCAPPED);
    }

    public NurseryOptions with(FailurePolicy policy) {
        return new NurseryOptions(name, policy, placement, maxRunning);
    }

    public NurseryOptions with(Placement where) {
        return new NurseryOptions(name, failurePolicy, where, maxRunning);
    }

    public NurseryOptions withMaxRunning(int most) {
        return new NurseryOptions(name, failurePolicy, placement, most);
    }

    boolean isCapped() {
        return maxRunning != UNCAPPED;
    }
}

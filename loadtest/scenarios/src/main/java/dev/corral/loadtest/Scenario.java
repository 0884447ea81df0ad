package dev.corral.loadtest;

import dev.corral.loadtest.settings.Load;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One of the load tests.
///
/// @param summary one line
/// @param model how load is made: `closed` or `open`
/// @param loads by profile
record Scenario(
        String name, String summary, String model, Class<? extends Simulation> simulation, Map<Profile, Load> loads) {
    private static final Scenario SMOKE = new Scenario(
            "smoke",
            "each endpoint and each outcome: nothing fails, every stream is whole, no task is left",
            "closed",
            SmokeSimulation.class,
            Map.of(
                    Profile.QUICK, new Load(2, Duration.ofSeconds(5)),
                    Profile.FULL, new Load(8, Duration.ofMinutes(1))));

    /// All that there are.
    static final List<Scenario> ALL = List.of(SMOKE);

    Scenario {
        if (!loads.keySet().equals(EnumSet.allOf(Profile.class))) {
            throw new IllegalArgumentException(name + " has loads for " + loads.keySet() + "; expected all profiles");
        }
        loads = Map.copyOf(loads);
    }

    Load load(Profile profile) {
        return Objects.requireNonNull(loads.get(profile));
    }
}

package dev.corral.loadtest;

import dev.corral.loadtest.settings.Load;
import dev.corral.loadtest.settings.Settings;
import dev.corral.loadtest.settings.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a scenario is run.
///
/// @param load what is otherwise than in `slo.yaml`
/// @param slo another `slo.yaml`; null for the one that comes along
/// @param metricsPort of the generator; 0 for any free one
record RunOptions(
        Profile profile, Map<String, String> load, @Nullable Path slo, int metricsPort) {
    private static final Duration QUICK_LIMIT = Duration.ofMinutes(6);
    private static final Duration FULL_LIMIT = Duration.ofHours(1);

    RunOptions {
        load = Map.copyOf(load);
        Settings.checkPort(metricsPort);
    }

    Settings settings(String scenario, Target target, Path results) {
        return new Settings(scenario, profile.toString(), target, load, slo, results, metricsPort);
    }

    /// Beyond it a run hangs: twice what its load comes to, and some time for what goes by counts.
    Duration limit(Load planned) {
        return planned.longest().multipliedBy(2).plus(profile == Profile.QUICK ? QUICK_LIMIT : FULL_LIMIT);
    }
}

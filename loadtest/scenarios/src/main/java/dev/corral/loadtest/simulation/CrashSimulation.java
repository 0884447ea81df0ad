package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Crash;
import dev.corral.loadtest.run.LoadSimulation;

/// [Crash].
public final class CrashSimulation extends LoadSimulation {
    /// Made by Gatling.
    public CrashSimulation() {
        super("crash", Crash::new, false);
    }
}

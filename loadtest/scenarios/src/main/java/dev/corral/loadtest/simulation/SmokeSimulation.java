package dev.corral.loadtest.simulation;

import dev.corral.loadtest.run.LoadSimulation;
import dev.corral.loadtest.smoke.Smoke;

/// [Smoke].
public final class SmokeSimulation extends LoadSimulation {
    /// Made by Gatling.
    public SmokeSimulation() {
        super("smoke", Smoke::new, true);
    }
}

package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Soak;
import dev.corral.loadtest.run.LoadSimulation;

/// [Soak].
public final class SoakSimulation extends LoadSimulation {
    /// Made by Gatling.
    public SoakSimulation() {
        super("soak", Soak::new, true);
    }
}

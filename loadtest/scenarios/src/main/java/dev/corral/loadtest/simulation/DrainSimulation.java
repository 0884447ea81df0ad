package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Drain;
import dev.corral.loadtest.run.LoadSimulation;

/// [Drain].
public final class DrainSimulation extends LoadSimulation {
    /// Made by Gatling.
    public DrainSimulation() {
        super("drain", Drain::new, false);
    }
}

package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Capacity;
import dev.corral.loadtest.run.LoadSimulation;

/// [Capacity].
public final class CapacitySimulation extends LoadSimulation {
    /// Made by Gatling.
    public CapacitySimulation() {
        super("capacity", Capacity::new, true);
    }
}

package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Spike;
import dev.corral.loadtest.run.LoadSimulation;

/// [Spike].
public final class SpikeSimulation extends LoadSimulation {
    /// Made by Gatling.
    public SpikeSimulation() {
        super("spike", Spike::new, true);
    }
}

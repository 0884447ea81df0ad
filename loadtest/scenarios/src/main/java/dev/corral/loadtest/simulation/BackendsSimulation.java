package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Backends;
import dev.corral.loadtest.run.LoadSimulation;

/// [Backends].
public final class BackendsSimulation extends LoadSimulation {
    /// Made by Gatling.
    public BackendsSimulation() {
        super("backends", Backends::new, true);
    }
}

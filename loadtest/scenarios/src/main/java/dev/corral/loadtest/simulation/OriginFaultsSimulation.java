package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.OriginFaults;
import dev.corral.loadtest.run.LoadSimulation;

/// [OriginFaults].
public final class OriginFaultsSimulation extends LoadSimulation {
    /// Made by Gatling.
    public OriginFaultsSimulation() {
        super("origin-faults", OriginFaults::new, true);
    }
}

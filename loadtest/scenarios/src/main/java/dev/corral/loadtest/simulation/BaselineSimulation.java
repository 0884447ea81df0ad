package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Baseline;
import dev.corral.loadtest.run.LoadSimulation;

/// [Baseline].
public final class BaselineSimulation extends LoadSimulation {
    /// Made by Gatling.
    public BaselineSimulation() {
        super("baseline", Baseline::new, true);
    }
}

package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Overload;
import dev.corral.loadtest.run.LoadSimulation;

/// [Overload].
public final class OverloadSimulation extends LoadSimulation {
    /// Made by Gatling.
    public OverloadSimulation() {
        super("overload", Overload::new, true);
    }
}

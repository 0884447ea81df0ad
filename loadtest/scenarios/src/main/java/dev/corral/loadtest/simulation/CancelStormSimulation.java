package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.CancelStorm;
import dev.corral.loadtest.run.LoadSimulation;

/// [CancelStorm].
public final class CancelStormSimulation extends LoadSimulation {
    /// Made by Gatling.
    public CancelStormSimulation() {
        super("cancel-storm", CancelStorm::new, true);
    }
}

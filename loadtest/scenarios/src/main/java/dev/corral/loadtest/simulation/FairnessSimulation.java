package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Fairness;
import dev.corral.loadtest.run.LoadSimulation;

/// [Fairness].
public final class FairnessSimulation extends LoadSimulation {
    /// Made by Gatling.
    public FairnessSimulation() {
        super("fairness", Fairness::new, true);
    }
}

package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Structured;
import dev.corral.loadtest.run.LoadSimulation;

/// [Structured].
public final class StructuredSimulation extends LoadSimulation {
    /// Made by Gatling.
    public StructuredSimulation() {
        super("structured", Structured::new, true);
    }
}

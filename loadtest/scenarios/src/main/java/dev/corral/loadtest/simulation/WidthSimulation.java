package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Width;
import dev.corral.loadtest.run.LoadSimulation;

/// [Width].
public final class WidthSimulation extends LoadSimulation {
    /// Made by Gatling.
    public WidthSimulation() {
        super("width", Width::new, true);
    }
}

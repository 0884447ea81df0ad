package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.SlowReaders;
import dev.corral.loadtest.run.LoadSimulation;

/// [SlowReaders].
public final class SlowReadersSimulation extends LoadSimulation {
    /// Made by Gatling.
    public SlowReadersSimulation() {
        super("slow-readers", SlowReaders::new, true);
    }
}

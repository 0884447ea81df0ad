package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Folders;
import dev.corral.loadtest.run.LoadSimulation;

/// [Folders].
public final class FoldersSimulation extends LoadSimulation {
    /// Made by Gatling.
    public FoldersSimulation() {
        super("folders", Folders::new, true);
    }
}

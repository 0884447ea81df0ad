package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.Resume;
import dev.corral.loadtest.run.LoadSimulation;

/// [Resume].
public final class ResumeSimulation extends LoadSimulation {
    /// Made by Gatling.
    public ResumeSimulation() {
        super("resume", Resume::new, true);
    }
}

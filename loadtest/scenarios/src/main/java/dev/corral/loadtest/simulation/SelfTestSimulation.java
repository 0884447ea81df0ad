package dev.corral.loadtest.simulation;

import dev.corral.loadtest.act.SelfTest;
import dev.corral.loadtest.run.LoadSimulation;

/// [SelfTest].
public final class SelfTestSimulation extends LoadSimulation {
    /// Made by Gatling.
    public SelfTestSimulation() {
        super("selftest", SelfTest::new, true);
    }
}

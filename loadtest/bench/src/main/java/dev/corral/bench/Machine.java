package dev.corral.bench;

import java.lang.management.ManagementFactory;

/// Where a run took place, and how busy it was there: numbers without that say nothing.
///
/// @param loadBefore the load average when the run began
/// @param loadAfter the one when it ended; the run itself is part of it
record Machine(String jvm, String system, int cores, double loadBefore, double loadAfter) {
    static Machine before() {
        return new Machine(
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                load(),
                load());
    }

    Machine after() {
        return new Machine(jvm, system, cores, loadBefore, load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

package dev.corral.loadtest;

import dev.corral.loadtest.rig.ServiceOptions;
import dev.corral.loadtest.run.LoadSimulation;
import dev.corral.loadtest.simulation.BackendsSimulation;
import dev.corral.loadtest.simulation.BaselineSimulation;
import dev.corral.loadtest.simulation.CancelStormSimulation;
import dev.corral.loadtest.simulation.CapacitySimulation;
import dev.corral.loadtest.simulation.CrashSimulation;
import dev.corral.loadtest.simulation.DrainSimulation;
import dev.corral.loadtest.simulation.FairnessSimulation;
import dev.corral.loadtest.simulation.FoldersSimulation;
import dev.corral.loadtest.simulation.OriginFaultsSimulation;
import dev.corral.loadtest.simulation.OverloadSimulation;
import dev.corral.loadtest.simulation.ResumeSimulation;
import dev.corral.loadtest.simulation.SelfTestSimulation;
import dev.corral.loadtest.simulation.SlowReadersSimulation;
import dev.corral.loadtest.simulation.SmokeSimulation;
import dev.corral.loadtest.simulation.SoakSimulation;
import dev.corral.loadtest.simulation.SpikeSimulation;
import dev.corral.loadtest.simulation.StructuredSimulation;
import dev.corral.loadtest.simulation.WidthSimulation;
import java.util.List;

/// One of the load tests.
///
/// @param number as in the list of scenarios; 0 for the instrument's own
/// @param model how load is made: `closed` or `open`
/// @param summary one line
/// @param inGate whether it is of the part that every change must pass
record Scenario(
        int number,
        String name,
        String model,
        String summary,
        Class<? extends LoadSimulation> simulation,
        ServiceOptions service,
        boolean inGate) {
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";

    /// The knee of a service that shares its machine with generator and origin would be theirs. With so few jobs at
    /// once it is the service's own, and nearly the same on any machine.
    private static final ServiceOptions FEW_PLACES = ServiceOptions.with("--attached-jobs=32");

    /// All that there are.
    static final List<Scenario> ALL = List.of(
            new Scenario(
                    0,
                    "selftest",
                    OPEN,
                    "the instrument: a service that stands still for 2 s shows in the p99",
                    SelfTestSimulation.class,
                    ServiceOptions.USUAL,
                    true),
            new Scenario(
                    1,
                    "smoke",
                    CLOSED,
                    "each endpoint and each outcome: nothing fails, every stream is whole",
                    SmokeSimulation.class,
                    ServiceOptions.wanting("--data"),
                    true),
            new Scenario(
                    2,
                    "baseline",
                    OPEN,
                    "a constant rate at half the knee: the times that later runs compare with",
                    BaselineSimulation.class,
                    FEW_PLACES,
                    false),
            new Scenario(
                    3,
                    "capacity",
                    OPEN,
                    "stairs until the times break: the knee, and what the bottleneck was",
                    CapacitySimulation.class,
                    FEW_PLACES,
                    false),
            new Scenario(
                    4,
                    "overload",
                    OPEN,
                    "twice the knee: goodput stays, the rest is refused fast, then recovery",
                    OverloadSimulation.class,
                    FEW_PLACES,
                    false),
            new Scenario(
                    5,
                    "spike",
                    OPEN,
                    "ten times the rate for a moment: no unbounded queue, health answers",
                    SpikeSimulation.class,
                    FEW_PLACES,
                    false),
            new Scenario(
                    6,
                    "soak",
                    CLOSED,
                    "mixed jobs for long: heap, files, threads, direct memory do not grow",
                    SoakSimulation.class,
                    ServiceOptions.USUAL,
                    false),
            new Scenario(
                    7,
                    "slow-readers",
                    CLOSED,
                    "some read slowly, some not at all: the others do not feel it",
                    SlowReadersSimulation.class,
                    ServiceOptions.USUAL,
                    false),
            new Scenario(
                    8,
                    "cancel-storm",
                    OPEN,
                    "jobs left by their clients: soon quiet, and nothing after",
                    CancelStormSimulation.class,
                    ServiceOptions.hosts(250),
                    true),
            new Scenario(
                    9,
                    "origin-faults",
                    OPEN,
                    "one ill host of eight: the others' times, no retry storm",
                    OriginFaultsSimulation.class,
                    ServiceOptions.hosts(8),
                    false),
            new Scenario(
                    10,
                    "width",
                    CLOSED,
                    "1 to 1,000,000 items a job: cost and bytes per item stay flat",
                    WidthSimulation.class,
                    ServiceOptions.USUAL,
                    false),
            new Scenario(
                    11,
                    "folders",
                    CLOSED,
                    "wide and deep folders and a link farm: loops stay free, cancel is fast",
                    FoldersSimulation.class,
                    ServiceOptions.folders(5000),
                    false),
            new Scenario(
                    12,
                    "fairness",
                    OPEN,
                    "a tenant of 100,000 items beside one of 10: the small one hardly waits",
                    FairnessSimulation.class,
                    ServiceOptions.wanting("--key-file"),
                    false),
            new Scenario(
                    13,
                    "structured",
                    CLOSED,
                    "the same work with structure and without: leaks, waste, price",
                    StructuredSimulation.class,
                    ServiceOptions.besideControl(),
                    true),
            new Scenario(
                    14,
                    "backends",
                    OPEN,
                    "backend loop against jdk in random order: items a second, p99, cpu",
                    BackendsSimulation.class,
                    ServiceOptions.USUAL,
                    false),
            new Scenario(
                    15,
                    "drain",
                    OPEN,
                    "SIGTERM under load: readiness first, attached jobs get their end",
                    DrainSimulation.class,
                    ServiceOptions.with("--drain-delay=1s", "--drain-grace=15s"),
                    true),
            new Scenario(
                    16,
                    "resume",
                    CLOSED,
                    "a reader killed every 200 ms: the union of seq has no hole",
                    ResumeSimulation.class,
                    ServiceOptions.wanting("--data"),
                    false),
            new Scenario(
                    17,
                    "crash",
                    CLOSED,
                    "SIGKILL under detached load: no acknowledged job is lost",
                    CrashSimulation.class,
                    ServiceOptions.wanting("--data"),
                    false));
}

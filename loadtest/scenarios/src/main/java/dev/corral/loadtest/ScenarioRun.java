package dev.corral.loadtest;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.report.Evidence;
import dev.corral.loadtest.report.Judge;
import dev.corral.loadtest.report.Judgement;
import dev.corral.loadtest.report.Reports;
import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.SummaryText;
import dev.corral.loadtest.report.Verdict;
import dev.corral.loadtest.rig.Child;
import dev.corral.loadtest.rig.Jars;
import dev.corral.loadtest.rig.NotReadyException;
import dev.corral.loadtest.rig.Rig;
import dev.corral.loadtest.rig.Stamp;
import dev.corral.loadtest.settings.Load;
import dev.corral.loadtest.settings.Settings;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One run of a scenario: starts what it needs, watches the generator, judges, reports. Used once.
final class ScenarioRun {
    private static final Duration TICK = Duration.ofSeconds(2);
    /// For starting, for finishing what was begun, and for Gatling's report.
    private static final Duration SLACK = Duration.ofMinutes(2);

    /// In place of an exit code.
    private static final int OVERDUE = -1;

    private static final int STOPPED = -2;

    private final Scenario scenario;
    private final Profile profile;
    private final Path results;
    private final PrintWriter out;
    private final Map<String, String> stamp = new LinkedHashMap<>();

    ScenarioRun(Scenario scenario, Profile profile, Path results, PrintWriter out) {
        this.scenario = scenario;
        this.profile = profile;
        this.results = results.toAbsolutePath().normalize();
        this.out = out;
    }

    /// Starts an origin and a service of its own. A checkpoint; a cancel ends the children.
    Verdict alone(Jars jars) throws IOException, NotReadyException, InterruptedException {
        stamp.putAll(Stamp.ofPrograms(jars));
        return run(rig -> rig.startOwn(jars));
    }

    /// Tests what runs already. A checkpoint; a cancel ends the children.
    Verdict against(Target target) throws IOException, NotReadyException, InterruptedException {
        return run(rig -> rig.reachable(target));
    }

    /// How a run comes to its target.
    private interface Setup {
        Target targetIn(Rig rig) throws IOException, NotReadyException, InterruptedException;
    }

    private Verdict run(Setup setup) throws IOException, NotReadyException, InterruptedException {
        Path logs = Files.createDirectories(results.resolve("logs"));
        stamp.putAll(Stamp.ofMachine());
        try (Rig rig = new Rig(results, logs)) {
            Thread hook = new Thread(rig::close, "end the children");
            Runtime.getRuntime().addShutdownHook(hook);
            Target target = setup.targetIn(rig);
            return press(rig, new Settings(target, scenario.load(profile), measurements()));
        }
    }

    private Verdict press(Rig rig, Settings settings) throws IOException, InterruptedException {
        Measured.forget(measurements());
        say(scenario.name() + " (" + profile + "): service " + settings.target().service() + ", management "
                + settings.target().management() + ", origin "
                + settings.target().origin());
        stamp.put(
                "load",
                settings.load().users() + " users for "
                        + settings.load().duration().toSeconds() + " s");
        Instant started = Instant.now();
        Path reports = results.resolve("gatling");
        Child generator = rig.startGenerator(scenario.simulation().getName(), settings, reports);
        int exit = watch(rig, generator, settings.load());
        Evidence evidence = new Evidence(exit, endOf(rig, Rig.ORIGIN), endOf(rig, Rig.SERVICE), measured());
        Summary summary = summary(
                rig,
                evidence,
                new Summary.Heading(
                        scenario.name(),
                        profile.toString(),
                        scenario.model(),
                        started,
                        Duration.between(started, Instant.now())));
        Reports.write(results, summary);
        say("\n" + SummaryText.console(summary) + "\nreports: " + results);
        return summary.judgement().verdict();
    }

    private int watch(Rig rig, Child generator, Load load) throws InterruptedException {
        Duration limit = load.duration().plus(SLACK);
        for (Duration spent = Duration.ZERO; spent.compareTo(limit) < 0; spent = spent.plus(TICK)) {
            rig.children().forEach(Child::processorTime);
            OptionalInt exit = generator.await(TICK);
            if (exit.isPresent()) {
                return exit.getAsInt();
            }
            if (rig.hasLostOne()) {
                say("  a process ended before its time: stopping the run");
                return STOPPED;
            }
            say("  " + spent.plus(TICK).toSeconds() + " s: "
                    + String.join(
                            ", ",
                            rig.children().stream().map(ScenarioRun::state).toList()));
        }
        return OVERDUE;
    }

    private static String state(Child child) {
        OptionalInt exit = child.exit();
        return child.name() + (exit.isPresent() ? " ENDED with " + exit.getAsInt() : " runs");
    }

    private static OptionalInt endOf(Rig rig, String name) {
        return rig.children().stream()
                .filter(child -> child.name().equals(name))
                .map(Child::exit)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private Path measurements() {
        return results.resolve("measured");
    }

    private @Nullable Measured measured() {
        try {
            return Measured.read(measurements());
        } catch (IOException e) {
            // That it is missing is evidence; why is in the generator's log.
            return null;
        }
    }

    private Summary summary(Rig rig, Evidence evidence, Summary.Heading heading) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        rig.children()
                .forEach(
                        child -> seconds.put(child.name(), child.processorTime().toMillis() / 1000.0));
        Measured measured = evidence.measured() == null ? new Measured(List.of(), List.of()) : evidence.measured();
        Judgement judgement = Judge.judge(evidence);
        return new Summary(heading, judgement, measured.objectives(), measured.samples(), seconds, stamp);
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}

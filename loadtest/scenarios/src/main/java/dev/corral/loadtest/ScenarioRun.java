package dev.corral.loadtest;

import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Row;
import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.page.Bars;
import dev.corral.loadtest.page.Page;
import dev.corral.loadtest.report.Evidence;
import dev.corral.loadtest.report.Evidence.GeneratorEnd;
import dev.corral.loadtest.report.Judge;
import dev.corral.loadtest.report.Reports;
import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.SummaryText;
import dev.corral.loadtest.rig.Child;
import dev.corral.loadtest.rig.Jars;
import dev.corral.loadtest.rig.NotReadyException;
import dev.corral.loadtest.rig.Rig;
import dev.corral.loadtest.rig.Stamp;
import dev.corral.loadtest.rig.TargetStamp;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One run of a scenario: starts what it needs, watches the generator, judges, reports. Used once.
final class ScenarioRun {
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final String PROGRESS = "progress: ";

    private final Scenario scenario;
    private final RunOptions options;
    private final Path results;
    private final PrintWriter out;
    private final Map<String, String> stamp = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    ScenarioRun(Scenario scenario, RunOptions options, Path results, PrintWriter out) {
        this.scenario = scenario;
        this.options = options;
        this.results = results.toAbsolutePath().normalize();
        this.out = out;
    }

    /// Starts an origin and a service of its own. A checkpoint; a cancel ends the children.
    Summary alone(Jars jars) throws IOException, NotReadyException, InterruptedException {
        stamp.putAll(Stamp.ofPrograms(jars));
        return run(rig -> rig.startOwn(jars, scenario.service()));
    }

    /// Tests what runs already. A checkpoint; a cancel ends the children.
    Summary against(Target target) throws IOException, NotReadyException, InterruptedException {
        return run(rig -> rig.reachable(target));
    }

    /// How a run comes to its target.
    private interface Setup {
        Target targetIn(Rig rig) throws IOException, NotReadyException, InterruptedException;
    }

    private Summary run(Setup setup) throws IOException, NotReadyException, InterruptedException {
        Path logs = Files.createDirectories(results.resolve("logs"));
        stamp.putAll(Stamp.ofMachine());
        stamp.putAll(Stamp.ofInstrument());
        try (Rig rig = new Rig(results, logs)) {
            Thread hook = new Thread(rig::close, "end the children");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                Target target = setup.targetIn(rig);
                return press(rig, options.settings(scenario.name(), target, measurements()));
            } finally {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private Summary press(Rig rig, Settings settings) throws IOException, InterruptedException {
        Measured.forget(measurements());
        Target target = settings.target();
        say(scenario.name() + " (" + settings.profile() + "): service " + target.service() + ", management "
                + target.management() + ", origin " + target.origin());
        stamp.put("load", settings.plan().load().toString());
        // The checkout knows more of a commit than the build does that lies in it.
        TargetStamp.of(target).forEach(stamp::putIfAbsent);
        Instant started = Instant.now();
        Child generator =
                rig.startGenerator(scenario.simulation().getName(), settings, results.resolve("gatling"), this::pass);
        rig.all().stream()
                .filter(child -> !child.name().equals(Rig.ORIGIN))
                .forEach(child -> stamp.putAll(Stamp.ofChild(child, results)));
        GeneratorEnd end = watch(rig, generator, options.limit(settings.plan().load()));
        Evidence evidence = new Evidence(end, endOf(rig), rig.hasLostService(), measured());
        Summary.Heading heading = new Summary.Heading(
                scenario.name(),
                settings.profile(),
                scenario.model(),
                started,
                Duration.between(started, Instant.now()));
        Measured measured = evidence.measured() == null ? Measured.NOTHING : evidence.measured();
        Summary summary = new Summary(
                heading, Judge.judge(evidence), measured, settings.plan().objectives(), seconds, stamp);
        List<Row> rows = Measured.rows(measurements());
        Reports.write(results, summary);
        Files.writeString(results.resolve("index.html"), Page.of(summary, rows));
        SideBySide both = measured.sideBySide();
        if (both != null) {
            Files.writeString(results.resolve("side-by-side.svg"), Bars.file(both, summary.where()));
        }
        say("\n" + SummaryText.console(summary) + "\nreport: " + results.resolve("index.html"));
        return summary;
    }

    /// Hands on what the generator says of its progress.
    private void pass(String line) {
        if (line.startsWith(PROGRESS)) {
            say("  " + line.substring(PROGRESS.length()));
        }
    }

    private GeneratorEnd watch(Rig rig, Child generator, Duration limit) throws InterruptedException {
        for (Duration spent = Duration.ZERO; spent.compareTo(limit) < 0; spent = spent.plus(TICK)) {
            rig.all()
                    .forEach(child ->
                            seconds.merge(child.name(), child.processorTime().toMillis() / 1000.0, Math::max));
            OptionalInt exit = generator.await(TICK);
            boolean lost = exit.isEmpty() && rig.hasLostOne();
            // It may have come to its end meanwhile.
            exit = exit.isEmpty() ? generator.exit() : exit;
            if (exit.isPresent()) {
                return new GeneratorEnd.Exited(exit.getAsInt());
            }
            if (lost) {
                String which = lost(rig);
                say("  " + which + " before its time: stopping the run");
                return new GeneratorEnd.Stopped(which);
            }
        }
        say("  the run is not over after " + limit.toSeconds() + " s: stopping it");
        return new GeneratorEnd.Overdue(limit);
    }

    private static String lost(Rig rig) {
        return rig.all().stream()
                .filter(child -> child.exit().isPresent())
                .map(child ->
                        "the " + child.name() + " ended with " + child.exit().orElse(0))
                .collect(Collectors.joining(", "));
    }

    private static OptionalInt endOf(Rig rig) {
        return rig.all().stream()
                .filter(child -> child.name().equals(Rig.ORIGIN))
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

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}

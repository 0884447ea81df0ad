package dev.corral.loadtest.rig;

import dev.corral.loadtest.control.UnstructuredService;
import dev.corral.loadtest.generator.GeneratorProcess;
import dev.corral.loadtest.generator.Roster;
import dev.corral.loadtest.settings.Settings;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Starts what a run needs, and ends it again. Thread-safe.
public final class Rig implements AutoCloseable {
    /// Names of the children, in logs and reports.
    public static final String ORIGIN = "origin";

    public static final String SERVICE = "service";
    public static final String GENERATOR = "generator";
    private static final String CONTROL = "control";

    private static final Pattern ORIGIN_LISTENS = Pattern.compile("origin listening on (http://\\S+:(\\d+))");
    private static final Pattern CONTROL_LISTENS = Pattern.compile("control listening on (http://\\S+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String ROOT = "smoke";

    private final Path results;
    private final Path logs;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private volatile @Nullable ServiceProcess service;
    private volatile @Nullable RigControl control;
    private volatile boolean closed;

    /// @param results an existing folder for all that a run leaves behind
    /// @param logs an existing folder for what the children say
    public Rig(Path results, Path logs) {
        this.results = results;
        this.logs = logs;
    }

    /// Starts an origin, and a service that may fetch from it and from nowhere else. A checkpoint.
    ///
    /// @throws NotReadyException if one of them does not come up
    public Target startOwn(Jars jars, ServiceOptions options)
            throws IOException, NotReadyException, InterruptedException {
        Matcher origin = start(new Child.Program(
                        ORIGIN,
                        List.of(
                                "-jar",
                                jars.origin().toString(),
                                "--port=0",
                                "--addresses=" + options.hosts(),
                                "--until-stdin-closes"),
                        ORIGIN_LISTENS))
                .awaitAnnouncement(START_LIMIT);
        Path root = Folder.make(results.resolve("listed"), options.entries());
        List<String> all = new ArrayList<>(List.of(
                "--allow=127.0.0." + (options.hosts() == 1 ? "1/32:" : "0/24:") + origin.group(2),
                "--root=" + ROOT + "=" + root.toAbsolutePath()));
        if (options.required().stream().noneMatch(each -> each.startsWith("--drain-delay"))) {
            all.add("--drain-delay=0s");
        }
        all.addAll(options.required());
        all.addAll(new WantedOptions(jars.service(), results).given(options.wanted()));
        ServiceProcess started = ServiceProcess.begin(jars.service(), all, logs);
        service = started;
        if (closed) {
            // The hook may have run before it was known.
            started.close();
        }
        started.awaitReady();
        RigControl rig = new RigControl(started, new Profiler(results.resolve("profiles")), this::all);
        control = rig;
        Target target = reachable(started.target(origin.group(1), ROOT).withHosts(options.hosts()));
        return target.withRig(rig.url(), options.control() ? startControl() : null);
    }

    private String startControl() throws IOException, NotReadyException, InterruptedException {
        return start(new Child.Program(
                        CONTROL,
                        List.of("-cp", System.getProperty("java.class.path"), UnstructuredService.class.getName()),
                        CONTROL_LISTENS))
                .awaitAnnouncement(START_LIMIT)
                .group(1);
    }

    /// The target, once it has been seen to answer. A checkpoint.
    ///
    /// @throws NotReadyException if it does not
    public Target reachable(Target target) throws NotReadyException, InterruptedException {
        try (Endpoint endpoint = new Endpoint()) {
            endpoint.mustAnswer(SERVICE, target.service() + "/");
            endpoint.mustAnswer("service's management port", target.management() + "/health/ready");
            endpoint.mustAnswer(ORIGIN, target.origin() + "/seen");
        }
        return target;
    }

    /// Starts Gatling.
    ///
    /// @param simulation the class's name
    /// @param reports where Gatling puts its own
    /// @param onLine gets what the generator says
    public Child startGenerator(String simulation, Settings settings, Path reports, Consumer<String> onLine)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Gatling keeps preferences, and would do so in the user's home.
                "-Djava.util.prefs.userRoot=" + logs,
                "-cp",
                System.getProperty("java.class.path")));
        // The origin ends by itself when this process is gone; a service does not, so the generator sees to that.
        command.add("-D" + GeneratorProcess.ROSTER + "=" + Roster.in(logs));
        settings.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(GeneratorProcess.class.getName(), "-s", simulation, "-rf", reports.toString()));
        Files.createDirectories(reports);
        return start(new Child.Program(GENERATOR, command, Child.Program.NOTHING, onLine).ahead());
    }

    private Child start(Child.Program program) throws IOException {
        Child child = Child.start(program, logs);
        children.add(child);
        if (closed) {
            // The hook may have run before the child was in the list.
            child.close();
        }
        return child;
    }

    /// Whether one has ended that was not meant to.
    public boolean hasLostOne() {
        ServiceProcess own = service;
        return (own != null && own.wasLost())
                || children.stream().anyMatch(child -> child.exit().isPresent());
    }

    /// Whether the service ended though nobody asked for it.
    public boolean hasLostService() {
        ServiceProcess own = service;
        return own != null && own.wasLost();
    }

    /// Those that run, in the order of their start.
    public List<Child> all() {
        List<Child> all = new ArrayList<>(children);
        ServiceProcess own = service;
        if (own != null) {
            all.add(Math.min(1, all.size()), own.child());
        }
        return all;
    }

    /// Ends all children, the last one first, and returns when they have ended.
    @Override
    public void close() {
        closed = true;
        RigControl rig = control;
        if (rig != null) {
            rig.close();
        }
        ServiceProcess own = service;
        if (own != null) {
            own.close();
        }
        children.reversed().forEach(Child::close);
    }
}

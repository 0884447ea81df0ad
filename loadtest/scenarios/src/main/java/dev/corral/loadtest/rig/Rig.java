package dev.corral.loadtest.rig;

import dev.corral.loadtest.generator.GeneratorProcess;
import dev.corral.loadtest.settings.Settings;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Starts what a run needs, and ends it again. Thread-safe.
public final class Rig implements AutoCloseable {
    /// Names of the children, in logs and reports.
    public static final String ORIGIN = "origin";

    public static final String SERVICE = "service";
    public static final String GENERATOR = "generator";

    private static final Pattern ORIGIN_LISTENS = Pattern.compile("origin listening on (http://\\S+:(\\d+))");
    private static final Pattern SERVICE_LISTENS =
            Pattern.compile("corral serving on (http://\\S+) \\(management (http://\\S+)\\)");
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String ROOT = "smoke";

    private final Path results;
    private final Path logs;
    private final List<Child> children = new CopyOnWriteArrayList<>();
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
    public Target startOwn(Jars jars) throws IOException, NotReadyException, InterruptedException {
        Matcher origin = start(new Child.Program(
                        ORIGIN,
                        List.of("-jar", jars.origin().toString(), "--port", "0", "--until-stdin-closes"),
                        ORIGIN_LISTENS))
                .awaitAnnouncement(START_LIMIT);
        Path root = Folder.make(results.resolve("listed"));
        Matcher service = start(new Child.Program(
                        SERVICE,
                        List.of(
                                "-jar",
                                jars.service().toString(),
                                "serve",
                                "--port=0",
                                "--management-port=0",
                                "--allow=127.0.0.1/32:" + origin.group(2),
                                "--root=" + ROOT + "=" + root.toAbsolutePath(),
                                "--drain-delay=0s"),
                        SERVICE_LISTENS))
                .awaitAnnouncement(START_LIMIT);
        return reachable(new Target(service.group(1), service.group(2), origin.group(1), ROOT));
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
    public Child startGenerator(String simulation, Settings settings, Path reports) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Gatling keeps preferences, and would do so in the user's home.
                "-Djava.util.prefs.userRoot=" + logs,
                "-cp",
                System.getProperty("java.class.path")));
        // The origin ends by itself when this process is gone; a service does not, so the generator sees to that.
        children.forEach(child -> command.add("-D" + GeneratorProcess.ORPHAN + child.name() + "=" + child.pid()));
        settings.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(GeneratorProcess.class.getName(), "-s", simulation, "-rf", reports.toString()));
        return start(new Child.Program(GENERATOR, command, Child.Program.NOTHING));
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

    /// Whether one has ended by itself.
    public boolean hasLostOne() {
        return children.stream().anyMatch(child -> child.exit().isPresent());
    }

    /// Those that were started, in that order.
    public List<Child> children() {
        return List.copyOf(children);
    }

    /// Ends all children, the last one first, and returns when they have ended.
    @Override
    public void close() {
        closed = true;
        children.reversed().forEach(Child::close);
    }
}

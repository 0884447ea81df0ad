package dev.corral.loadtest.rig;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The service under test, which can be paused, killed and started again on its ports and data. Thread-safe.
final class ServiceProcess implements AutoCloseable {
    private static final Pattern LISTENS =
            Pattern.compile("corral serving on (http://\\S+) \\(management (http://\\S+)\\)");
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(45);

    private final Path jar;
    private final List<String> options;
    private final Path logs;

    @GuardedBy("this")
    private Child child;

    @GuardedBy("this")
    private int starts = 1;

    @GuardedBy("this")
    private boolean endIsMeant;

    private volatile String service = "";
    private volatile String management = "";

    private ServiceProcess(Path jar, List<String> options, Path logs, Child child) {
        this.jar = jar;
        this.options = List.copyOf(options);
        this.logs = logs;
        this.child = child;
    }

    /// Starts it on free ports.
    static ServiceProcess begin(Path jar, List<String> options, Path logs) throws IOException {
        return new ServiceProcess(jar, options, logs, Child.start(program(jar, options, "0", "0", Rig.SERVICE), logs));
    }

    /// Waits until it says that it is ready. A checkpoint; whatever happens it is to be closed.
    void awaitReady() throws NotReadyException, InterruptedException {
        Matcher listens = child().awaitAnnouncement(START_LIMIT);
        service = listens.group(1);
        management = listens.group(2);
    }

    private static Child.Program program(
            Path jar, List<String> options, String port, String managementPort, String name) {
        List<String> command = new ArrayList<>(
                List.of("-jar", jar.toString(), "serve", "--port=" + port, "--management-port=" + managementPort));
        command.addAll(options);
        return new Child.Program(name, command, LISTENS);
    }

    Target target(String origin, String root) {
        return new Target(service, management, origin, root);
    }

    synchronized Child child() {
        return child;
    }

    synchronized boolean wasLost() {
        return !endIsMeant && child.exit().isPresent();
    }

    /// Does what the path of a request says.
    ///
    /// @return what the answer says
    synchronized String obey(String what) throws IOException, NotReadyException, InterruptedException {
        switch (what) {
            case "pause" -> signal("STOP");
            case "resume" -> signal("CONT");
            case "terminate" -> {
                endIsMeant = true;
                signal("TERM");
            }
            case "kill" -> {
                endIsMeant = true;
                signal("KILL");
                return exit();
            }
            case "exit" -> {
                return exit();
            }
            case "start" -> again();
            case "collect" -> tool("jcmd", Long.toString(child.pid()), "GC.run");
            default -> throw new IllegalArgumentException("\"" + what + "\" is nothing that can be done to a service");
        }
        return "";
    }

    @GuardedBy("this")
    private String exit() throws IOException, InterruptedException {
        OptionalInt exit = child.await(EXIT_LIMIT);
        if (exit.isEmpty()) {
            throw new IOException("the service did not end within " + EXIT_LIMIT.toSeconds() + " s");
        }
        return Integer.toString(exit.getAsInt());
    }

    @GuardedBy("this")
    private void again() throws IOException, NotReadyException, InterruptedException {
        starts++;
        child.close();
        child = Child.start(
                program(
                        jar,
                        options,
                        Integer.toString(URI.create(service).getPort()),
                        Integer.toString(URI.create(management).getPort()),
                        Rig.SERVICE + "-" + starts),
                logs);
        var _ = child.awaitAnnouncement(START_LIMIT);
        endIsMeant = false;
    }

    @GuardedBy("this")
    private void signal(String name) throws IOException, InterruptedException {
        run(List.of("kill", "-" + name, Long.toString(child.pid())));
    }

    private void tool(String name, String... arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"), "bin", name);
        List<String> command = new ArrayList<>(List.of(home.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end within 10 s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.format(
                    Locale.ROOT, "%s ended with %d, expected 0", String.join(" ", command), process.exitValue()));
        }
    }

    /// Ends it, even one that stands still.
    @Override
    public synchronized void close() {
        endIsMeant = true;
        try {
            if (child.exit().isEmpty()) {
                signal("CONT");
            }
        } catch (IOException e) {
            // It is ending by itself.
            child.processorTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        child.close();
    }
}

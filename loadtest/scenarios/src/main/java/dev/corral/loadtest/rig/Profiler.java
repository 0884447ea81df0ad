package dev.corral.loadtest.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What processes of ours spend their time on, by the JVM's flight recorder and the JDK's own tools.
final class Profiler {
    private static final String RECORDING = "knee";
    private static final int SHOWN = 5;
    private static final int SECONDS = 30;
    private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

    private final Path folder;

    /// @param folder for the recordings
    Profiler(Path folder) {
        this.folder = folder;
    }

    /// Begins to record.
    void start(List<Child> children) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (Child child : children) {
            run(child, "jcmd", pid(child), "JFR.start", "name=" + RECORDING, "settings=profile", "maxage=60s");
        }
    }

    /// Ends it, and tells the methods that ran most in the last seconds, a line for each process.
    String hottest(List<Child> children, int lastSeconds) throws IOException, InterruptedException {
        for (Child child : children) {
            run(
                    child,
                    "jcmd",
                    pid(child),
                    "JFR.dump",
                    "name=" + RECORDING,
                    "begin=-" + lastSeconds + "s",
                    "filename=" + recording(child));
            run(child, "jcmd", pid(child), "JFR.stop", "name=" + RECORDING);
        }
        List<String> lines = new ArrayList<>();
        for (Child child : children) {
            lines.add(child.name() + ": " + hottest(child));
        }
        return String.join("\n", lines);
    }

    private String hottest(Child child) throws IOException, InterruptedException {
        String view = run(
                child,
                "jfr",
                "view",
                "--width",
                "200",
                "hot-methods",
                recording(child).toString());
        String methods = view.lines()
                .dropWhile(line -> !line.startsWith("---"))
                .skip(1)
                .filter(line -> !line.isBlank())
                .limit(SHOWN)
                .map(line -> line.strip().replaceAll(" +[0-9]+ +([0-9.,]+%)$", " $1"))
                .collect(Collectors.joining(", "));
        return methods.isEmpty() ? "nothing worth a sample" : methods;
    }

    private Path recording(Child child) {
        return folder.resolve(child.name() + ".jfr");
    }

    private static String pid(Child child) {
        return Long.toString(child.pid());
    }

    private static String run(Child child, String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TOOLS.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(tool + " of the " + child.name() + " did not end within " + SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    tool + " of the " + child.name() + " ended with " + process.exitValue() + ": " + text.strip());
        }
        return text;
    }
}

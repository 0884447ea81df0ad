package dev.corral.loadtest.rig;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a report says of the machine and the programs, so that nobody compares what cannot be compared.
public final class Stamp {
    private static final String UNKNOWN = "unknown";
    private static final int DIGEST_CHARACTERS = 16;
    private static final int GIT_SECONDS = 5;

    /// Where the options of a JVM end.
    private static final Set<String> PROGRAM = Set.of("-jar", "-cp");

    private Stamp() {}

    /// The machine's and the JVM's part.
    public static Map<String, String> ofMachine() throws IOException {
        Runtime.Version version = Runtime.version();
        Map<String, String> stamp = new LinkedHashMap<>();
        stamp.put("jvm", System.getProperty("java.vm.vendor") + " " + version);
        stamp.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        stamp.put("processor", processor());
        stamp.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        stamp.put("architecture", System.getProperty("os.arch"));
        stamp.put("generator_ahead", Priority.AHEAD.isEmpty() ? "no" : "yes, " + String.join(" ", Priority.AHEAD));
        stamp.put("load_before", firstWord(Path.of("/proc/loadavg")));
        return stamp;
    }

    private static String firstWord(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).split(" ", 2)[0] : UNKNOWN;
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    /// The programs' part: the commit of the checkout that they lie in, and what exactly they are.
    public static Map<String, String> ofPrograms(Jars jars) throws IOException, InterruptedException {
        Map<String, String> stamp = new LinkedHashMap<>();
        stamp.put("commit", commit(jars.service().toAbsolutePath().resolveSibling("")));
        stamp.put("service_sha256", digest(jars.service()));
        stamp.put("origin_sha256", digest(jars.origin()));
        return stamp;
    }

    /// The instrument's part: another one may measure otherwise.
    public static Map<String, String> ofInstrument() throws IOException {
        try {
            Path own = Path.of(Stamp.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Map.of("loadtest_sha256", Files.isRegularFile(own) ? digest(own) : "unpackaged");
        } catch (URISyntaxException e) {
            throw new IOException("this program's own place is no path: " + e.getMessage(), e);
        }
    }

    /// How a child was started: the JVM's own options, and those of the program, without the ports and paths
    /// that differ from run to run.
    ///
    /// @param results the run's folder
    public static Map<String, String> ofChild(Child child, Path results) {
        List<String> command = child.command();
        int jvm = 0;
        while (jvm < command.size() && !PROGRAM.contains(command.get(jvm))) {
            jvm++;
        }
        List<String> flags = new ArrayList<>(command.subList(0, jvm));
        flags.removeIf(each -> each.startsWith("-D"));
        flags.addAll(child.variables());
        Map<String, String> stamp = new LinkedHashMap<>();
        stamp.put(child.name() + "_jvm", flags.isEmpty() ? "no options" : String.join(" ", flags));
        int serve = command.indexOf("serve");
        if (serve >= 0) {
            stamp.put(
                    child.name() + "_options",
                    command.subList(serve + 1, command.size()).stream()
                            .filter(each -> !each.matches("--(management-)?port=.*"))
                            .map(each -> each.replace(results.toString(), "RUN"))
                            .map(each -> each.replaceFirst("^(--allow=.*):\\d+$", "$1:ORIGIN"))
                            .collect(Collectors.joining(" ")));
        }
        return stamp;
    }

    private static String digest(Path file) throws IOException {
        return digest(Files.readAllBytes(file));
    }

    static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String commit(Path folder) throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "-C", folder.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return UNKNOWN;
            }
            String told = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.exitValue() == 0 ? told : UNKNOWN;
        } catch (IOException e) {
            // No git here, and none is needed.
            return UNKNOWN;
        }
    }
}

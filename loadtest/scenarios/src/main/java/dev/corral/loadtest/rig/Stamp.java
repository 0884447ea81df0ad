package dev.corral.loadtest.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a report says of the machine and the programs, so that nobody compares what cannot be compared.
public final class Stamp {
    private static final String UNKNOWN = "unknown";
    private static final int DIGEST_CHARACTERS = 16;
    private static final int GIT_SECONDS = 5;

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

    private static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
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

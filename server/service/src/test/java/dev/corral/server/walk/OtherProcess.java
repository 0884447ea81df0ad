package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs started by tests: a shell, and [Lister] in a JVM of its own.
final class OtherProcess {
    private static final long LIMIT_SECONDS = 60;

    private OtherProcess() {}

    static void shell(Path folder, String script) throws IOException, InterruptedException {
        run(new ProcessBuilder("sh", "-ec", script).directory(folder.toFile()));
    }

    static List<String> output(ProcessBuilder builder) throws IOException, InterruptedException {
        return new String(run(builder), StandardCharsets.UTF_8).lines().toList();
    }

    static byte[] run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("corral", ".out");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            byte[] bytes = Files.readAllBytes(output);
            assertThat(ended)
                    .as("ended in time, said " + new String(bytes, StandardCharsets.UTF_8))
                    .isTrue();
            assertThat(process.exitValue())
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isZero();
            return bytes;
        } finally {
            Files.delete(output);
        }
    }

    /// @param prefix what runs the JVM: nothing, or a command that drops privileges
    /// @param classes an empty folder of its own, which this fills with what the program needs, for all to read
    static ProcessBuilder lister(List<String> prefix, Path classes, Path folder) throws IOException {
        for (Class<?> anchor : List.of(Walk.class, Lister.class)) {
            copyPackageOf(anchor, classes);
        }
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classes.toString(), Lister.class.getName(), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.equals("LANG") || key.startsWith("LC_"));
        return builder;
    }

    private static void copyPackageOf(Class<?> anchor, Path classes) throws IOException {
        URI location = URI.create(
                anchor.getProtectionDomain().getCodeSource().getLocation().toString());
        Path source = Path.of(location);
        Path target = Files.createDirectories(classes.resolve(Path.of("dev", "corral", "server", "walk")));
        try (Stream<Path> files = Files.list(source.resolve("dev/corral/server/walk"))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        openToAll(classes);
    }

    private static void openToAll(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}

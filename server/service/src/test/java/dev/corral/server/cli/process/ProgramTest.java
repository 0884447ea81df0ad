package dev.corral.server.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where this program comes from: as classes, from a jar, and from a jar whose classes are in a shared archive.
final class ProgramTest {
    /// In a child process: prints where it comes from.
    public static void main(String[] arguments) {
        System.out.println(Program.ownJar());
    }

    @Test
    void theDirectoryOfClasses() {
        assertTrue(Files.exists(Program.ownJar().resolve("dev/corral/server/cli/process/Program.class")));
    }

    @Test
    void aJarAlsoWhenItsClassesAreShared(@TempDir Path folder) throws IOException, InterruptedException {
        Path jar = folder.resolve("a jar, named +ä.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> one : new Class<?>[] {Program.class, ProgramTest.class, Program.MissingJarException.class}) {
                String name = one.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (var bytes = one.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(out);
                }
            }
        }
        Path archive = folder.resolve("shared.jsa");
        assertEquals(jar.toString(), printed(jar, "-XX:ArchiveClassesAtExit=" + archive));
        assertTrue(Files.size(archive) > 0, "an archive was made");
        assertEquals(jar.toString(), printed(jar, "-XX:SharedArchiveFile=" + archive));
    }

    private static String printed(Path jar, String option) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-Xlog:cds*=off",
                        "-Xlog:aot*=off",
                        "-Xlog:class+load:file=" + jar.resolveSibling("loaded.log"),
                        "-cp",
                        jar.toString(),
                        ProgramTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        String log = Files.readString(jar.resolveSibling("loaded.log"));
        boolean shared = Pattern.compile(Pattern.quote(Program.class.getName()) + " source: shared")
                .matcher(log)
                .find();
        assertEquals(option.startsWith("-XX:SharedArchiveFile"), shared, "read from the archive");
        return out.strip();
    }
}

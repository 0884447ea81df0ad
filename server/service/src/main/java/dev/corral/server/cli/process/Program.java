package dev.corral.server.cli.process;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program of ours that comes in a jar of its own, and runs in a process of its own.
public enum Program {
    ORIGIN("corral.origin.jar", "corral-origin.jar", "loadtest/origin"),
    /// Gatling brings its own Netty, which must not share a class path with ours.
    LOADTEST("corral.loadtest.jar", "corral-loadtest.jar", "loadtest/scenarios"),
    /// Its JVM, and those that it starts, should have nothing in them that is not measured.
    BENCH("corral.bench.jar", "corral-bench.jar", "loadtest/bench");

    private final String property;
    private final String fileName;
    private final String module;

    Program(String property, String fileName, String module) {
        this.property = property;
        this.fileName = fileName;
        this.module = module;
    }

    /// The system property that names the jar; the launcher sets it.
    public String property() {
        return property;
    }

    /// The jar: where the property says, else beside ours.
    ///
    /// @throws MissingJarException if it is not there
    public Path jar() throws MissingJarException {
        String named = System.getProperty(property);
        Path jar = named == null ? ownJar().resolveSibling(fileName) : Path.of(named);
        if (!Files.isRegularFile(jar)) {
            throw new MissingJarException(fileName + " is not at " + jar.toAbsolutePath()
                    + ": start Corral with deploy/corral, which builds it; or build it with 'mvn package -pl " + module
                    + " -am' and name it with -D" + property + "=JAR");
        }
        return jar;
    }

    /// Runs the jar with the java that runs this program; arguments may be added.
    ///
    /// @throws MissingJarException if the jar is not there
    public List<String> command(List<String> javaOptions) throws MissingJarException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.add("-jar");
        command.add(jar().toString());
        return command;
    }

    /// The jar that this program runs from, or the directory of its classes. It is asked of the class's
    /// resource: a class that comes from an archive of shared classes has a code source without a location.
    static Path ownJar() {
        String name = Program.class.getName().replace('.', '/') + ".class";
        @Nullable URL own = Program.class.getClassLoader().getResource(name);
        if (own == null) {
            throw new IllegalStateException("the JVM does not say where this program comes from");
        }
        try {
            if (own.openConnection() instanceof JarURLConnection inJar) {
                return Path.of(inJar.getJarFileURL().toURI());
            }
            return Path.of(own.toURI())
                    .resolve("../".repeat(name.split("/").length))
                    .normalize();
        } catch (IOException | URISyntaxException | FileSystemNotFoundException e) {
            throw new IllegalStateException("this program comes from " + own + ", which is no path", e);
        }
    }

    /// A jar that is needed and not there. The message is for the user.
    public static final class MissingJarException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingJarException(String message) {
            super(message);
        }
    }
}

package dev.corral.server.dashboard;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of Debian's package `prometheus`. Tests that need one fail without it, unless told to skip.
record Tool(Path program) {
    private static final String PROPERTY = "corral.prometheus";

    /// Finds it on the path, and ends the test as skipped when told to do without.
    ///
    /// @throws AssertionError when there is none
    static Tool named(String name) {
        if ("skip".equals(System.getProperty(PROPERTY))) {
            System.err.println("Not run for want of " + name + ": -D" + PROPERTY + "=skip was given.");
            Assumptions.abort("-D" + PROPERTY + "=skip was given");
        }
        return find(name);
    }

    static Tool find(String name) {
        return new Tool(folders()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the path: install Debian's package"
                        + " 'prometheus', or give -D" + PROPERTY + "=skip to leave out the tests that need it")));
    }

    private static Stream<Path> folders() {
        String path = System.getenv("PATH");
        return List.of((path == null ? "" : path).split(File.pathSeparator)).stream()
                .map(Path::of);
    }
}

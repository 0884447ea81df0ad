package dev.corral.loadtest.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The programs under test.
///
/// @param service the jar of the service
/// @param origin the jar of the origin
public record Jars(Path service, Path origin) {
    static final String SERVICE = "corral.jar";
    static final String ORIGIN = "corral.origin.jar";

    /// Takes them from system properties, else from beside this program's own jar.
    ///
    /// @param properties gives a property's value, or null
    /// @param beside the folder of this program's jar
    /// @throws IllegalArgumentException names the one that is not there
    public static Jars find(Function<String, @Nullable String> properties, Path beside) {
        return new Jars(
                jar(properties.apply(SERVICE), beside.resolve("corral.jar"), SERVICE),
                jar(properties.apply(ORIGIN), beside.resolve("corral-origin.jar"), ORIGIN));
    }

    private static Path jar(@Nullable String given, Path usual, String property) {
        Path jar = given == null ? usual : Path.of(given);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no jar at " + jar + "; build it with mvn package, and name it"
                    + " with -D" + property + "=FILE if it is elsewhere");
        }
        return jar;
    }
}

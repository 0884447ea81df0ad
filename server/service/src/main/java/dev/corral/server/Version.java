package dev.corral.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// What was built, and what it runs on.
///
/// @param number of the release, such as `1.2.0`
/// @param commit that it was built from, abbreviated, with `-dirty` where files differed from it; `unknown` where it
///     was built from a source archive
/// @param java the version of the JVM
public record Version(String number, String commit, String java) {
    private static final Version OWN = read();

    /// Of this program, as the build wrote it.
    public static Version own() {
        return OWN;
    }

    /// The number alone.
    public static String text() {
        return OWN.number;
    }

    private static Version read() {
        try (InputStream file = Objects.requireNonNull(Version.class.getResourceAsStream("build.properties"))) {
            Properties built = new Properties();
            built.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return new Version(
                    built.getProperty("version"),
                    built.getProperty("commit"),
                    Runtime.version().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties in the jar cannot be read", e);
        }
    }

    /// For people: `1.2.0 (commit 0123abc, Java 25.0.3+9-LTS)`.
    @Override
    public String toString() {
        return number + " (commit " + commit + ", Java " + java + ")";
    }
}

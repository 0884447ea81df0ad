package dev.corral.server.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was set, by options, environment and file, in this order of precedence. Immutable.
///
/// A list is taken whole from the strongest source that has it: sources are not added up.
public final class Settings {
    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    /// @param layers weakest first
    private Settings(List<Map<Setting, Given>> layers) {
        layers.forEach(given::putAll);
    }

    /// Settings as a command line gives them.
    ///
    /// @param options the values of those that were given
    /// @param configFile what `--config` names; null for what the environment names, if anything
    /// @param environment all variables
    /// @throws ConfigException naming a key or variable that is not known, or a file that cannot be read
    public static Settings of(
            Map<Setting, List<String>> options, @Nullable String configFile, Map<String, String> environment)
            throws ConfigException {
        String file = configFile == null ? Environment.configFile(environment) : configFile;
        List<Map<Setting, Given>> layers = new ArrayList<>();
        if (file != null) {
            layers.add(ConfigFile.read(file));
        }
        layers.add(Environment.read(environment));
        Map<Setting, Given> strongest = new EnumMap<>(Setting.class);
        options.forEach((setting, values) -> strongest.put(setting, new Given(setting.option(), values)));
        layers.add(strongest);
        return new Settings(layers);
    }

    /// The values of a list; those of the fallback if it was not set.
    <T> List<T> list(Setting setting, Function<String, T> reader, List<T> fallback) throws ConfigException {
        Given said = given.get(setting);
        if (said == null) {
            return fallback;
        }
        List<T> read = new ArrayList<>();
        for (String value : said.values()) {
            read.add(read(said, value, reader));
        }
        return read;
    }

    /// The value; the fallback if it was not set.
    <T extends @Nullable Object> T value(Setting setting, Function<String, T> reader, T fallback)
            throws ConfigException {
        Given said = given.get(setting);
        return said == null ? fallback : read(said, said.values().getFirst(), reader);
    }

    /// Refuses a setting that was set, although it does nothing without another one that was not.
    void check(Setting setting, Setting needed) throws ConfigException {
        Given said = given.get(setting);
        if (said != null && !given.containsKey(needed)) {
            throw new ConfigException(said.source() + " is '" + said.values().getFirst()
                    + "', which does nothing without " + needed.option() + " (" + needed.variable() + "): set both, or"
                    + " neither");
        }
    }

    /// Without the user and password of a URL: what is said here stands in logs.
    private static String shown(String value) {
        return value.replaceFirst("//.*@", "//...@");
    }

    private static <T extends @Nullable Object> T read(Given said, String value, Function<String, T> reader)
            throws ConfigException {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(said.source() + " is '" + shown(value) + "': " + e.getMessage());
        }
    }
}

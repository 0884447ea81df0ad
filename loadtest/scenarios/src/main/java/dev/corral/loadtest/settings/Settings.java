package dev.corral.loadtest.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything a simulation is told.
///
/// @param results folder for what the simulation measured by itself; null to write nothing
public record Settings(Target target, Load load, @Nullable Path results) {
    static final String SERVICE = "corral.url";
    static final String MANAGEMENT = "corral.management.url";
    static final String ORIGIN = "corral.origin.url";
    static final String ROOT = "corral.root";
    static final String USERS = "corral.users";
    static final String DURATION = "corral.duration";
    static final String RESULTS = "corral.results";

    private static final Map<String, String> REQUIRED = Map.of(
            SERVICE, "the API, such as http://127.0.0.1:8080",
            MANAGEMENT, "health and metrics, such as http://127.0.0.1:9000",
            ORIGIN, "the origin, such as http://127.0.0.1:9100, for which the service needs --allow 127.0.0.1/32:9100");
    private static final int DEFAULT_USERS = 2;
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(5);

    /// Reads system properties.
    ///
    /// @param properties gives a property's value, or null
    /// @throws IllegalArgumentException names every property that is missing, or the one that is wrong
    public static Settings read(Function<String, @Nullable String> properties) {
        List<String> missing = new ArrayList<>();
        String service = required(properties, SERVICE, missing);
        String management = required(properties, MANAGEMENT, missing);
        String origin = required(properties, ORIGIN, missing);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("system properties are missing: " + String.join("; ", missing)
                    + ". The load-test command sets them; by hand, give them with -D");
        }
        String results = properties.apply(RESULTS);
        return new Settings(
                new Target(service, management, origin, properties.apply(ROOT)),
                new Load(users(properties.apply(USERS)), duration(properties.apply(DURATION))),
                results == null ? null : Path.of(results));
    }

    private static String required(Function<String, @Nullable String> properties, String name, List<String> missing) {
        String value = properties.apply(name);
        if (value == null || value.isBlank()) {
            missing.add("-D" + name + " (" + REQUIRED.get(name) + ")");
            return "";
        }
        return value;
    }

    private static int users(@Nullable String text) {
        try {
            return text == null ? DEFAULT_USERS : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(USERS + " is \"" + text + "\"; expected a whole number", e);
        }
    }

    private static Duration duration(@Nullable String text) {
        try {
            return text == null ? DEFAULT_DURATION : Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(DURATION + " is \"" + text + "\"; expected 500ms as 0.5s, 30s, 5m", e);
        }
    }

    /// What [#read] reads back.
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(SERVICE, target.service());
        properties.put(MANAGEMENT, target.management());
        properties.put(ORIGIN, target.origin());
        if (target.root() != null) {
            properties.put(ROOT, target.root());
        }
        properties.put(USERS, Integer.toString(load.users()));
        properties.put(DURATION, load.duration().toString().substring("PT".length()));
        if (results != null) {
            properties.put(RESULTS, results.toString());
        }
        return properties;
    }
}

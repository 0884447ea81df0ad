package dev.corral.loadtest.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything a simulation is told.
///
/// @param scenario its name
/// @param profile `quick` or `full`
/// @param overrides of the load that `slo.yaml` has
/// @param slo another `slo.yaml`; null for the one that comes along
/// @param results folder for what the simulation measured by itself; null to print it only
/// @param metricsPort where the generator tells its own second; 0 for any free port
public record Settings(
        String scenario,
        String profile,
        Target target,
        Map<String, String> overrides,
        @Nullable Path slo,
        @Nullable Path results,
        int metricsPort) {
    static final String SERVICE = "corral.url";
    static final String MANAGEMENT = "corral.management.url";
    static final String ORIGIN = "corral.origin.url";
    static final String ROOT = "corral.root";
    static final String HOSTS = "corral.origin.hosts";
    static final String RIG = "corral.rig.url";
    static final String CONTROL = "corral.control.url";
    static final String PROFILE = "corral.profile";
    static final String SLO = "corral.slo";
    static final String LOAD = "corral.load.";
    static final String RESULTS = "corral.results";
    static final String METRICS_PORT = "corral.metrics.port";

    private static final int MAX_PORT = 65_535;
    private static final Map<String, String> REQUIRED = Map.of(
            SERVICE, "the API, such as http://127.0.0.1:8080",
            MANAGEMENT, "health and metrics, such as http://127.0.0.1:9000",
            ORIGIN, "the origin, such as http://127.0.0.1:9100, for which the service needs --allow 127.0.0.1/32:9100");

    public Settings {
        checkPort(metricsPort);
        overrides = Map.copyOf(overrides);
    }

    /// Lets a port of the generator pass.
    ///
    /// @throws IllegalArgumentException when it is none
    public static void checkPort(int metricsPort) {
        if (metricsPort < 0 || metricsPort > MAX_PORT) {
            throw new IllegalArgumentException("the metrics port is " + metricsPort + "; expected 0 to " + MAX_PORT);
        }
    }

    /// Reads system properties.
    ///
    /// @param scenario the simulation's own
    /// @throws IllegalArgumentException names every property that is missing, or the one that is wrong
    public static Settings read(String scenario, Properties properties) {
        Function<String, @Nullable String> value = properties::getProperty;
        List<String> missing = new ArrayList<>();
        String service = required(value, SERVICE, missing);
        String management = required(value, MANAGEMENT, missing);
        String origin = required(value, ORIGIN, missing);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("system properties are missing: " + String.join("; ", missing)
                    + ". The load-test command sets them; by hand, give them with -D");
        }
        Target target = new Target(service, management, origin, value.apply(ROOT))
                .withHosts(number(HOSTS, value.apply(HOSTS), 1))
                .withRig(value.apply(RIG), value.apply(CONTROL));
        String profile = value.apply(PROFILE);
        return new Settings(
                scenario,
                profile == null ? "quick" : profile,
                target,
                overrides(properties),
                path(value.apply(SLO)),
                path(value.apply(RESULTS)),
                number(METRICS_PORT, value.apply(METRICS_PORT), 0));
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    private static Map<String, String> overrides(Properties properties) {
        Map<String, String> overrides = new LinkedHashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(LOAD))
                .forEach(name -> overrides.put(name.substring(LOAD.length()), properties.getProperty(name)));
        return overrides;
    }

    private static String required(Function<String, @Nullable String> properties, String name, List<String> missing) {
        String value = properties.apply(name);
        if (value == null || value.isBlank()) {
            missing.add("-D" + name + " (" + REQUIRED.get(name) + ")");
            return "";
        }
        return value;
    }

    private static int number(String name, @Nullable String text, int absent) {
        try {
            return text == null ? absent : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is \"" + text + "\"; expected a whole number", e);
        }
    }

    /// What `slo.yaml` has for this run, with what was said otherwise.
    public Plan plan() throws IOException {
        Plan plan = Slo.read(slo).plan(scenario, profile);
        return plan.with(plan.load().with(overrides));
    }

    /// What [#read] reads back.
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(SERVICE, target.service());
        properties.put(MANAGEMENT, target.management());
        properties.put(ORIGIN, target.origin());
        properties.put(HOSTS, Integer.toString(target.hosts()));
        properties.put(PROFILE, profile);
        put(properties, ROOT, target.root());
        put(properties, RIG, target.rig());
        put(properties, CONTROL, target.control());
        put(properties, SLO, slo);
        put(properties, RESULTS, results);
        put(properties, METRICS_PORT, metricsPort);
        overrides.forEach((name, value) -> properties.put(LOAD + name, value));
        return properties;
    }

    private static void put(Map<String, String> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value.toString());
        }
    }
}

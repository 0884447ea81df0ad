package dev.corral.loadtest.settings;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `slo.yaml`: by scenario and profile the load, what must hold, and what makes a run void. An unknown key
/// stops the start, as a bound does that is no number.
public final class Slo {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> PROFILES = Set.of("quick", "full");
    private static final Set<String> PARTS = Set.of("load", "must_hold", "valid_if");
    private static final Set<String> BOUNDS = Set.of("at_most", "at_least", "hard");

    private static final String VALIDITY = ".valid_if";
    private static final String QUANTILE = ".+\\.p(50|95|99)_ms";

    private final Map<String, Map<String, Plan>> plans;

    private Slo(Map<String, Map<String, Plan>> plans) {
        this.plans = plans;
    }

    /// Reads a file, or the one that comes with this program.
    ///
    /// @throws IllegalArgumentException names the place and what is wrong there
    public static Slo read(@Nullable Path file) throws IOException {
        if (file != null) {
            return parse(Files.readString(file));
        }
        try (InputStream in = Objects.requireNonNull(Slo.class.getResourceAsStream("/slo.yaml"), "slo.yaml")) {
            return parse(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    static Slo parse(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (IOException e) {
            throw new IllegalArgumentException("slo.yaml is no YAML: " + e.getMessage(), e);
        }
        Map<String, Map<String, Plan>> plans = new TreeMap<>();
        object("slo.yaml", root, null)
                .forEach((scenario, profiles) -> plans.put(scenario, profiles(scenario, profiles)));
        return new Slo(plans);
    }

    private static Map<String, Plan> profiles(String scenario, JsonNode node) {
        Map<String, Plan> profiles = new TreeMap<>();
        object(scenario, node, PROFILES).forEach((name, plan) -> {
            // Full is quick with what it says otherwise.
            Plan quick = profiles.get("quick");
            profiles.put(name, plan(scenario + "." + name, plan, name.equals("full") ? quick : null));
        });
        if (!profiles.keySet().equals(PROFILES)) {
            throw new IllegalArgumentException(scenario + " has " + profiles.keySet() + "; expected quick and full");
        }
        return profiles;
    }

    private static Plan plan(String at, JsonNode node, @Nullable Plan base) {
        Map<String, JsonNode> parts = object(at, node, PARTS);
        Map<String, String> load =
                new HashMap<>(base == null ? Map.of() : base.load().values());
        optional(at + ".load", parts.get("load")).forEach((name, value) -> load.put(name, value.asText()));
        return new Plan(
                new Load(load),
                limits(at + ".must_hold", parts.get("must_hold"), base == null ? List.of() : base.objectives()),
                limits(at + VALIDITY, parts.get("valid_if"), base == null ? List.of() : base.validity()));
    }

    private static Map<String, JsonNode> optional(String at, @Nullable JsonNode node) {
        return node == null ? Map.of() : object(at, node, null);
    }

    private static List<Limit> limits(String at, @Nullable JsonNode node, List<Limit> base) {
        if (node == null) {
            return base;
        }
        List<Limit> limits = new ArrayList<>();
        object(at, node, null).forEach((figure, bound) -> limits.add(limit(at, figure, bound)));
        base.stream()
                .filter(each -> limits.stream().noneMatch(own -> own.figure().equals(each.figure())))
                .forEach(limits::add);
        return limits;
    }

    private static Limit limit(String at, String figure, JsonNode node) {
        Map<String, JsonNode> bounds = object(at + "." + figure, node, BOUNDS);
        boolean most = bounds.containsKey("at_most");
        if (most == bounds.containsKey("at_least")) {
            throw new IllegalArgumentException(
                    at + "." + figure + " has " + bounds.keySet() + "; expected one of at_most and at_least");
        }
        JsonNode bound = bounds.get(most ? "at_most" : "at_least");
        if (bound == null || !bound.isNumber()) {
            throw new IllegalArgumentException(at + "." + figure + " is bound by " + bound + "; expected a number");
        }
        JsonNode hard = bounds.get("hard");
        if (hard != null && !hard.isBoolean()) {
            throw new IllegalArgumentException(at + "." + figure + ".hard is " + hard + "; expected true or false");
        }
        boolean isHard = hard != null && hard.booleanValue();
        if (isHard && (!figure.matches(QUANTILE) || at.endsWith(VALIDITY))) {
            throw new IllegalArgumentException(at + "." + figure + " is hard; expected a quantile of a sample under "
                    + "must_hold, such as job_total.p99_ms: nothing else is known while the run goes on");
        }
        return new Limit(figure, most, bound.doubleValue(), isHard);
    }

    private static Map<String, JsonNode> object(String at, JsonNode node, @Nullable Set<String> known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(at + " is " + node + "; expected keys and values");
        }
        Map<String, JsonNode> fields = new java.util.LinkedHashMap<>();
        node.properties().forEach(each -> {
            if (known != null && !known.contains(each.getKey())) {
                throw new IllegalArgumentException(
                        at + " has the unknown key \"" + each.getKey() + "\"; expected one of " + known);
            }
            fields.put(each.getKey(), each.getValue());
        });
        return fields;
    }

    /// The names of all scenarios in it.
    public Set<String> scenarios() {
        return plans.keySet();
    }

    /// The plan of a scenario in a profile.
    ///
    /// @throws IllegalArgumentException when it has none of that name
    public Plan plan(String scenario, String profile) {
        Plan plan = plans.getOrDefault(scenario, Map.of()).get(profile);
        if (plan == null) {
            throw new IllegalArgumentException(
                    "slo.yaml has no " + scenario + "." + profile + "; expected a scenario of " + plans.keySet());
        }
        return plan;
    }
}

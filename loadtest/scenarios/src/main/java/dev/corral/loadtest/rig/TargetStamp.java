package dev.corral.loadtest.rig;

import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.Management;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a service tells of itself, wherever it runs.
public final class TargetStamp {
    private static final String BUILD = "corral_build_info{";
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String UNKNOWN = "unknown";

    private TargetStamp() {}

    /// Its version, commit, JVM and limits; `unknown` where it does not tell. A checkpoint.
    public static Map<String, String> of(Target target) throws InterruptedException {
        Map<String, String> stamp = new LinkedHashMap<>();
        try (Management management = new Management()) {
            stamp.putAll(build(management, target));
            stamp.put("limits_sha256", limits(management, target));
        }
        return stamp;
    }

    private static Map<String, String> build(Management management, Target target) throws InterruptedException {
        try {
            return build(management.metrics(target.management()));
        } catch (IOException | IllegalArgumentException e) {
            return Map.of("version", UNKNOWN);
        }
    }

    static Map<String, String> build(Exposition metrics) {
        Map<String, String> stamp = new LinkedHashMap<>();
        metrics.values().keySet().stream()
                .filter(series -> series.startsWith(BUILD))
                .forEach(series -> {
                    Matcher label = LABEL.matcher(series);
                    while (label.find()) {
                        String name = label.group(1);
                        stamp.put(name.equals("java") ? "service_java" : name, label.group(2));
                    }
                });
        return stamp.isEmpty() ? Map.of("version", UNKNOWN) : stamp;
    }

    private static String limits(Management management, Target target) throws InterruptedException {
        try {
            Management.Answer answer = management.get(target.service() + "/v1/limits");
            return answer.status() == 200 ? Stamp.digest(answer.body()) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}

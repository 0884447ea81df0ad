package dev.corral.server.dashboard;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a service shows at `/metrics`.
///
/// @param helps what each metric says of itself, by name; a histogram is one
/// @param samples values by name and labels, as written
record Exposition(Map<String, String> helps, Map<String, Double> samples) {
    private static final String HELP = "# HELP ";

    static Exposition parse(String text) {
        Map<String, String> helps = new TreeMap<>();
        Map<String, Double> samples = new TreeMap<>();
        text.lines().forEach(line -> {
            if (line.startsWith(HELP)) {
                String[] words = line.substring(HELP.length()).split(" ", 2);
                helps.put(words[0], words[1]);
            } else if (!line.startsWith("#")) {
                int gap = line.lastIndexOf(' ');
                samples.put(line.substring(0, gap), number(line.substring(gap + 1)));
            }
        });
        return new Exposition(helps, samples);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /// Names of time series, such as `x_seconds_bucket`.
    Set<String> names() {
        return samples.keySet().stream().map(Exposition::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(String sample) {
        int labels = sample.indexOf('{');
        return labels < 0 ? sample : sample.substring(0, labels);
    }

    /// All time series of one name, added up.
    double sum(String name) {
        return samples.entrySet().stream()
                .filter(each -> name(each.getKey()).equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}

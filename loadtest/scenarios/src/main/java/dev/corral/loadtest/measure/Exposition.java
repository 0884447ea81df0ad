package dev.corral.loadtest.measure;

import java.util.HashMap;
import java.util.Map;

/// One scrape in Prometheus' text format: values by series, the series as it is written there.
public record Exposition(Map<String, Double> values) {
    public Exposition {
        values = Map.copyOf(values);
    }

    /// Reads one scrape.
    ///
    /// @throws IllegalArgumentException when a line is not a series and its value
    public static Exposition parse(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            // No time follows the value in a scrape of our server.
            int space = line.lastIndexOf(' ');
            if (space < 1) {
                throw new IllegalArgumentException("metrics have the line \"" + line + "\"; expected SERIES VALUE");
            }
            values.put(line.substring(0, space), number(line.substring(space + 1)));
        });
        return new Exposition(values);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /// The value of a series, or this when there is none.
    public double valueOr(String series, double other) {
        return values.getOrDefault(series, other);
    }

    /// The sum over all series of a metric.
    public double sum(String metric) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().equals(metric) || each.getKey().startsWith(metric + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /// The sum over those series of a metric that have this label, such as `area="heap"`.
    public double sum(String metric, String label) {
        return values.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(metric + "{") && each.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    public boolean has(String metric) {
        return values.keySet().stream().anyMatch(key -> key.equals(metric) || key.startsWith(metric + "{"));
    }
}

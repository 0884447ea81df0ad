package dev.corral.loadtest.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How hard and how long: named numbers, whose units stand in their names.
///
/// A scenario asks for what it knows, and stops if it is not there.
public record Load(Map<String, String> values) {
    private static final double MAX = 1e9;

    private static final String STEP = "step";

    public Load {
        values = Map.copyOf(values);
        values.forEach((name, value) -> number(name, value));
    }

    /// With some of them replaced.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public Load with(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(values);
        others.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("load has no " + name + "; expected one of " + names());
            }
            all.put(name, value);
        });
        return new Load(all);
    }

    private Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    public int whole(String name) {
        double number = number(name);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException(name + " is " + text(name) + "; expected a whole number");
        }
        return (int) number;
    }

    public double number(String name) {
        return number(name, text(name));
    }

    /// A duration whose value has its unit: `500ms`, `30s`, `5m`.
    public Duration duration(String name) {
        return Duration.ofNanos(Math.round(number(name) * 1e9));
    }

    /// What all its times come to, a step as often as any count says: about as long as a run that goes by them takes.
    public Duration longest() {
        double times = Stream.of("steps", "rounds", "warm_ups")
                .filter(values::containsKey)
                .mapToDouble(this::number)
                .sum();
        double seconds = values.entrySet().stream()
                .filter(each -> isTime(each.getValue()))
                .mapToDouble(each -> number(each.getKey()) * (each.getKey().equals(STEP) ? 2 * Math.max(times, 4) : 1))
                .sum();
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private String text(String name) {
        String text = values.get(name);
        if (text == null) {
            throw new IllegalArgumentException("load has no " + name + "; expected it among " + names());
        }
        return text;
    }

    /// A plain number, or a duration in seconds.
    private static double number(String name, String text) {
        try {
            double number = isTime(text)
                    ? Duration.parse("PT" + (text.endsWith("ms") ? millis(text) : text))
                                    .toNanos()
                            / 1e9
                    : Double.parseDouble(text);
            if (number >= 0 && number <= MAX) {
                return number;
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            throw refused(name, text, e);
        }
        throw refused(name, text, null);
    }

    private static boolean isTime(String text) {
        return text.matches(".*[a-z]");
    }

    private static String millis(String text) {
        return Double.parseDouble(text.substring(0, text.length() - 2)) / 1000 + "s";
    }

    private static IllegalArgumentException refused(String name, String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                name + " is \"" + text + "\"; expected a number from 0 to 1e9, or a time such as 500ms, 30s, 5m",
                cause);
    }

    @Override
    public String toString() {
        return new TreeMap<>(values).toString().replaceAll("[{}]", "");
    }
}

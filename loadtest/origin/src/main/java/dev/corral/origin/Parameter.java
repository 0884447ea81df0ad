package dev.corral.origin;

import java.util.List;
import java.util.stream.Collectors;

/// A parameter of a behaviour: its name, what it means, what is accepted, and its default.
///
/// @param expected what is accepted, as a message may say it after "expected"
/// @param defaultText the default as a client would write it; shown in the index
/// @param fallback the default as a value
/// @param reading turns text into a value
record Parameter<T>(String name, String meaning, String expected, String defaultText, T fallback, Reading<T> reading) {

    /// Turns the text of a parameter into a value.
    @FunctionalInterface
    interface Reading<T> {
        /// The value that the text stands for.
        ///
        /// @throws IllegalArgumentException when the text is not what was expected
        T read(String text);
    }

    static <T> Parameter<T> of(String name, String meaning, String expected, String defaultText, Reading<T> reading) {
        return new Parameter<>(name, meaning, expected, defaultText, reading.read(defaultText), reading);
    }

    /// A whole number from `min` to `max`.
    static Parameter<Long> whole(String name, String meaning, long fallback, Range range) {
        return of(
                name,
                meaning,
                "a whole number from " + range.min() + " to " + range.max(),
                Long.toString(fallback),
                range::read);
    }

    /// One of a few words.
    static Parameter<String> word(String name, String meaning, List<String> words) {
        String expected = words.stream().collect(Collectors.joining(", ", "one of ", ""));
        return of(name, meaning, expected, words.getFirst(), text -> {
            if (!words.contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    /// The value that the query gives, or the default when it gives none.
    ///
    /// @throws BadParameterException when the value is not what was expected
    T in(Query query) {
        String text = query.value(name);
        if (text == null) {
            return fallback;
        }
        try {
            return reading.read(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(
                    "parameter " + name + " is " + Query.shown(text) + "; expected " + expected);
        }
    }

    /// The whole numbers from `min` to `max`, both included.
    record Range(long min, long max) {
        private long read(String text) {
            long number = Long.parseLong(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException(text);
            }
            return number;
        }
    }
}

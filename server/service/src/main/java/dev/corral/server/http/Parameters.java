package dev.corral.server.http;

import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The query of a request, read strictly: what is unknown, repeated or out of bounds is refused, never
/// guessed.
final class Parameters {
    /// What 18 digits can say.
    private static final long MOST_DIGITS = 999_999_999_999_999_999L;

    private final Exchange exchange;
    private final Map<String, String> all = new HashMap<>();

    Parameters(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Reads the query.
    ///
    /// @throws Refused if it holds others than these, or one of them twice
    void allow(String... names) throws Refused {
        Set<String> known = Set.of(names);
        for (Map.Entry<String, List<String>> each : Query.of(exchange).entrySet()) {
            String name = each.getKey();
            if (!known.contains(name)) {
                throw refused(name, "unknown_field", "is not known here, expected one of " + String.join(", ", names));
            }
            if (each.getValue().size() > 1) {
                throw refused(name, "repeated", "is given more than once, expected one value");
            }
            all.put(name, each.getValue().getFirst());
        }
    }

    @Nullable
    String text(String name) {
        return all.get(name);
    }

    /// The number of a record, or 0 for the one before the first.
    long seq(String name, long fallback) throws Refused {
        return wholeLong(name, 0, MOST_DIGITS, fallback);
    }

    int whole(String name, int least, int most, int fallback) throws Refused {
        return (int) wholeLong(name, least, most, fallback);
    }

    private long wholeLong(String name, long least, long most, long fallback) throws Refused {
        String text = all.get(name);
        if (text == null) {
            return fallback;
        }
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw refused(name, "range", "is no whole number from " + least + " to " + most);
        }
        return value;
    }

    /// One of a closed set of words; null where none was given.
    <E> @Nullable E word(String name, E[] values, Function<E, String> word) throws Refused {
        String text = all.get(name);
        if (text == null) {
            return null;
        }
        for (E value : values) {
            if (word.apply(value).equals(text)) {
                return value;
            }
        }
        String words = Arrays.stream(values).map(word).collect(Collectors.joining(", "));
        throw refused(name, "value", "is none of " + words);
    }

    /// `true` or `false`; false where none was given.
    boolean flag(String name) throws Refused {
        Boolean value = word(name, new Boolean[] {true, false}, Object::toString);
        return value != null && value;
    }

    Refused refused(String name, String code, String detail) {
        return new Refused(Problem.validation(exchange.requestId(), List.of(new FieldError("?" + name, code, detail))));
    }
}

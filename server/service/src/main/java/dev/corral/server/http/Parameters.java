package dev.corral.server.http;

import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problem;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The query of a request, read strictly: what is unknown, repeated or out of bounds is refused, never guessed.
final class Parameters {
    private final Exchange exchange;
    private final MultiMap all;

    Parameters(Exchange exchange) {
        this.exchange = exchange;
        this.all = MultiMap.caseInsensitiveMultiMap();
        String query = exchange.request().query();
        if (query != null) {
            exchange.request().params().forEach(all::add);
        }
    }

    /// @throws Refused if there are others than these, or one of them twice
    void allow(String... names) throws Refused {
        Set<String> known = Set.of(names);
        for (String name : all.names()) {
            if (!known.contains(name)) {
                throw refused(name, "unknown_field", "is not known here, expected one of " + String.join(", ", names));
            }
            if (all.getAll(name).size() > 1) {
                throw refused(name, "repeated", "is given more than once, expected one value");
            }
        }
    }

    @Nullable
    String text(String name) {
        return all.get(name);
    }

    int whole(String name, int least, int most, int fallback) throws Refused {
        return (int) wholeLong(name, least, most, fallback);
    }

    long wholeLong(String name, long least, long most, long fallback) throws Refused {
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

    Refused refused(String name, String code, String detail) {
        return new Refused(Problem.validation(exchange.requestId(), List.of(new FieldError("?" + name, code, detail))));
    }
}

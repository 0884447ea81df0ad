package dev.corral.origin;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of one request, percent-decoded, each at most once.
final class Query {
    private static final int MAX_SHOWN_CHARS = 100;
    private static final Query EMPTY = new Query(Map.of());

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /// Reads what stands behind the `?` of a request's target; null or empty when there is nothing.
    ///
    /// @throws BadParameterException when a name comes twice or an escape is malformed
    static Query of(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return EMPTY;
        }
        Map<String, String> values = new LinkedHashMap<>();
        int start = 0;
        while (start <= raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            if (end > start) {
                put(values, raw.substring(start, end));
            }
            start = end + 1;
        }
        return new Query(values);
    }

    private static void put(Map<String, String> values, String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (values.putIfAbsent(name, value) != null) {
            throw new BadParameterException("parameter " + shown(name) + " comes twice; expected it once");
        }
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return QueryStringDecoder.decodeComponent(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(
                    "query part " + shown(text) + " is not well percent-encoded; expected %XX with two hex digits");
        }
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    /// Refuses names that are not among `known`, and values that their parameter does not accept, used or not.
    ///
    /// @throws BadParameterException for the first such
    void check(List<Parameter<?>> known) {
        for (String name : values.keySet()) {
            Parameter<?> parameter = known.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, known));
            var _ = parameter.in(this);
        }
    }

    private static BadParameterException unknown(String name, List<Parameter<?>> known) {
        String names = known.stream().map(Parameter::name).collect(Collectors.joining(", "));
        return new BadParameterException(
                "unknown parameter " + shown(name) + "; expected " + (known.isEmpty() ? "none" : "any of " + names));
    }

    /// Text of a client as messages show it: quoted, cut, control characters replaced.
    static String shown(String text) {
        String cut = text.length() > MAX_SHOWN_CHARS ? text.substring(0, MAX_SHOWN_CHARS) + "..." : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}

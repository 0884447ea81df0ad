package dev.corral.server.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What a request's `Prefer` fields say (RFC 7240); the first of each name counts.
record Preferences(Map<String, String> byName) {
    static Preferences of(HttpServerRequest request) {
        Map<String, String> found = new HashMap<>();
        for (String field : request.headers().getAll(SubmitRequest.PREFER)) {
            for (String preference : field.split(",", -1)) {
                String bare = preference.split(";", 2)[0];
                String[] parts = bare.split("=", 2);
                String value = parts.length == 1 ? "" : parts[1].strip().replace("\"", "");
                found.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), value);
            }
        }
        return new Preferences(found);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /// The whole number that a preference gives, cut to `most`; 0 if it gives none.
    int seconds(String name, int most) {
        String value = byName.getOrDefault(name, "");
        return value.matches("[0-9]{1,9}") ? Math.min(most, Integer.parseInt(value)) : 0;
    }
}

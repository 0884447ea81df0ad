package dev.corral.server.fetch;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What matters of an answer's head, as the origin wrote it.
///
/// @param locations all `Location` fields: more than one is a redirect to nowhere
/// @param codings all `Content-Encoding` fields
/// @param retryAfter the first `Retry-After` field; null if there is none
record Head(
        int status,
        List<String> locations,
        List<String> codings,
        @Nullable String retryAfter) {
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

    static Head of(HttpClientResponse response) {
        MultiMap headers = response.headers();
        return new Head(
                response.statusCode(),
                all(headers, HttpHeaders.LOCATION),
                all(headers, HttpHeaders.CONTENT_ENCODING),
                headers.get(RETRY_AFTER));
    }

    /// Most answers have none, and an empty list of theirs costs more than to look.
    private static List<String> all(MultiMap headers, CharSequence name) {
        return headers.contains(name) ? headers.getAll(name) : List.of();
    }
}

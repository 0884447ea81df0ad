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
    static Head of(HttpClientResponse response) {
        MultiMap headers = response.headers();
        return new Head(
                response.statusCode(),
                headers.getAll(HttpHeaders.LOCATION),
                headers.getAll(HttpHeaders.CONTENT_ENCODING),
                headers.get("Retry-After"));
    }
}

package dev.corral.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer that is no stream. Immutable.
///
/// @param headers beside the content type
/// @param body null for none
record Reply(
        int status,
        Map<String, String> headers,
        @Nullable String contentType,
        @Nullable Buffer body) {
    private static final JsonMapper JSON = new JsonMapper();

    static Reply json(int status, Map<String, ? extends @Nullable Object> members) {
        try {
            return new Reply(status, Map.of(), MediaTypes.JSON, Buffer.buffer(JSON.writeValueAsBytes(members)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers are always JSON: " + members.keySet(), e);
        }
    }

    static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of(), contentType, Buffer.buffer(body));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), null, null);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, contentType, body);
    }

    Reply withStatus(int other) {
        return new Reply(other, headers, contentType, body);
    }

    /// On the event loop; does nothing when the peer has left.
    ///
    /// @return completes when the answer has gone to the network, or never will
    @CanIgnoreReturnValue
    Future<Void> send(HttpServerResponse response) {
        if (response.headWritten() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.forEach(response::putHeader);
        if (contentType != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        }
        return (body == null ? response.end() : Replies.end(response, body)).otherwiseEmpty();
    }
}

package dev.corral.server.http;

import dev.corral.server.problem.Problem;
import dev.corral.server.stream.Framing;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the head of a request says about the job that it brings.
///
/// @param framing of the stream; for a detached job that of streams to come
/// @param idempotencyKey null for none
record SubmitRequest(
        MediaTypes.Input input,
        Framing framing,
        boolean detached,
        @Nullable String idempotencyKey) {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String PREFER = "Prefer";
    static final String PREFERENCE_APPLIED = "Preference-Applied";
    static final String RESPOND_ASYNC = "respond-async";

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    /// @throws Refused for what cannot be served
    static SubmitRequest of(HttpServerRequest request, String requestId) throws Refused {
        MediaTypes.Input input = input(request, requestId);
        boolean detached = Preferences.of(request).has(RESPOND_ASYNC);
        Framing framing = detached ? Framing.NDJSON : MediaTypes.framing(request.getHeader(HttpHeaders.ACCEPT));
        if (framing == null) {
            throw new Refused(Problem.notAcceptable(
                    requestId, "results are streamed as " + MediaTypes.NDJSON + " or " + MediaTypes.SSE));
        }
        return new SubmitRequest(input, framing, detached, key(request, requestId));
    }

    /// The form in which a job comes.
    ///
    /// @throws Refused for one that is not read here
    static MediaTypes.Input input(HttpServerRequest request, String requestId) throws Refused {
        if (!MediaTypes.isPlain(request.headers().getAll(HttpHeaders.CONTENT_ENCODING))) {
            throw new Refused(
                    Problem.unsupportedMediaType(requestId, "bodies are read as they are, without a Content-Encoding"),
                    Map.of(HttpHeaders.ACCEPT_ENCODING.toString(), MediaTypes.IDENTITY));
        }
        MediaTypes.Input input = MediaTypes.input(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (input == null) {
            throw new Refused(Problem.unsupportedMediaType(requestId, MediaTypes.EXPECTED_INPUT));
        }
        return input;
    }

    private static @Nullable String key(HttpServerRequest request, String requestId) throws Refused {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key != null && !KEY.matcher(key).matches()) {
            throw new Refused(Problem.malformed(
                    requestId, IDEMPOTENCY_KEY + " must be 1 to 255 visible ASCII characters without blanks"));
        }
        return key;
    }
}

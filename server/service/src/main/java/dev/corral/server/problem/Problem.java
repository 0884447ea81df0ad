package dev.corral.server.problem;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A refusal as RFC 9457 wants it told. Immutable.
///
/// Made by one factory a case. Details are for the client's eyes: they never carry resolved addresses,
/// server paths or messages of exceptions.
///
/// @param type what it is, as a relative URI: `/problems/<slug>`
/// @param title the same in words, alike for all problems of the type
/// @param status the HTTP status that goes with it
/// @param detail what happened this time and how to mend it
/// @param requestId names the request in the logs
/// @param errors the refusals inside the client's document, empty for all but a validation problem
public record Problem(String type, String title, int status, String detail, String requestId, List<FieldError> errors) {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    public Problem {
        requireNonNull(type, "type");
        requireNonNull(title, "title");
        requireNonNull(detail, "detail");
        requireNonNull(requestId, "requestId");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + ", expected 400 to 599");
        }
        errors = List.copyOf(errors);
    }

    /// Every [#type] that there is.
    public static List<String> types() {
        return Arrays.stream(ProblemType.values()).map(ProblemType::type).toList();
    }

    /// 400: the request cannot be read at all.
    public static Problem malformed(String requestId, String detail) {
        return ProblemType.MALFORMED.problem(requestId, detail);
    }

    /// 401: no key, or none that is known; which of the two is not told.
    public static Problem unauthorised(String requestId) {
        return ProblemType.UNAUTHORISED.problem(requestId, "send a known key as 'Authorization: Bearer ...'");
    }

    /// 404: no such thing, or another tenant's.
    public static Problem notFound(String requestId, String detail) {
        return ProblemType.NOT_FOUND.problem(requestId, detail);
    }

    /// 405: the path is known, the method is not; the answer needs an `Allow` field.
    public static Problem methodNotAllowed(String requestId, String detail) {
        return ProblemType.METHOD.problem(requestId, detail);
    }

    /// 406: nothing in `Accept` can be served.
    public static Problem notAcceptable(String requestId, String detail) {
        return ProblemType.NOT_ACCEPTABLE.problem(requestId, detail);
    }

    /// 408: headers or body came too slowly.
    public static Problem timeout(String requestId, String detail) {
        return ProblemType.TIMEOUT.problem(requestId, detail);
    }

    /// 409: a key in flight, or the job is in the wrong state for this.
    public static Problem conflict(String requestId, String detail) {
        return ProblemType.CONFLICT.problem(requestId, detail);
    }

    /// 410: it was there, and its retention is over.
    public static Problem gone(String requestId, String detail) {
        return ProblemType.GONE.problem(requestId, detail);
    }

    /// 413: the body is beyond its cap.
    public static Problem tooLarge(String requestId, String detail) {
        return ProblemType.TOO_LARGE.problem(requestId, detail);
    }

    /// 415: a `Content-Type` that is not read here.
    public static Problem unsupportedMediaType(String requestId, String detail) {
        return ProblemType.MEDIA_TYPE.problem(requestId, detail);
    }

    /// 422: the document is readable, and refused for the given reasons.
    public static Problem validation(String requestId, List<FieldError> errors) {
        return ProblemType.VALIDATION.problem(requestId, counted(errors)).withErrors(errors);
    }

    /// 422: the idempotency key came before with another payload.
    public static Problem keyReused(String requestId, String detail) {
        return ProblemType.KEY_REUSED.problem(requestId, detail);
    }

    /// 429: the tenant's own quota; the answer needs `Retry-After`.
    public static Problem quota(String requestId, String detail) {
        return ProblemType.QUOTA.problem(requestId, detail);
    }

    /// 503: too much work for now, whoever asks; the answer needs `Retry-After`.
    public static Problem overloaded(String requestId, String detail) {
        return ProblemType.OVERLOADED.problem(requestId, detail);
    }

    /// 503: shutting down, no new jobs; the answer needs `Retry-After`.
    public static Problem draining(String requestId) {
        return ProblemType.DRAINING.problem(requestId, "shutting down, no new jobs: ask again or elsewhere");
    }

    /// 500: our fault. What went wrong is in the log under the request's id, and not told.
    public static Problem internal(String requestId) {
        return ProblemType.INTERNAL.problem(requestId, "an unexpected failure, logged under the request id");
    }

    private static String counted(List<FieldError> errors) {
        if (!errors.isEmpty() && errors.getLast().code().equals(Problems.MORE)) {
            return "more than " + Problems.CAP + " errors";
        }
        return errors.size() == 1 ? "1 error" : errors.size() + " errors";
    }

    private Problem withErrors(List<FieldError> found) {
        return new Problem(type, title, status, detail, requestId, found);
    }

    /// This problem as JSON in UTF-8; lone surrogates become `?`.
    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("request_id", requestId);
        if (!errors.isEmpty()) {
            members.put("errors", errors.stream().map(Problem::members).toList());
        }
        try {
            // By way of a string: written straight to bytes, a lone surrogate would be an exception.
            return JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings, numbers and lists are always JSON: " + members.keySet(), e);
        }
    }

    private static Map<String, String> members(FieldError error) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("pointer", error.pointer());
        members.put("code", error.code());
        members.put("detail", error.detail());
        return members;
    }
}

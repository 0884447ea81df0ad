package dev.corral.server.problem;

import java.util.List;

/// Every way in which Corral says no, with its slug, status and title: the one table behind [Problem].
enum ProblemType {
    MALFORMED("malformed", 400, "Malformed request"),
    UNAUTHORISED("unauthorised", 401, "Key missing or unknown"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable answer"),
    TIMEOUT("request-timeout", 408, "Request too slow"),
    CONFLICT("conflict", 409, "Conflict"),
    GONE("gone", 410, "Gone"),
    TOO_LARGE("too-large", 413, "Request too large"),
    MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    VALIDATION("validation", 422, "Invalid job"),
    KEY_REUSED("idempotency-key-reused", 422, "Idempotency key used for another request"),
    QUOTA("quota", 429, "Quota used up"),
    INTERNAL("internal", 500, "Internal error"),
    OVERLOADED("overloaded", 503, "Overloaded"),
    DRAINING("draining", 503, "Shutting down");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /// As a relative URI.
    String type() {
        return "/problems/" + slug;
    }

    Problem problem(String requestId, String detail) {
        return new Problem(type(), title, status, detail, requestId, List.of());
    }
}

package dev.corral.server.fetch;

import org.jspecify.annotations.Nullable;

/// What was kept of a body, as the job asked: at most one is not null.
record CapturedBody(
        @Nullable String sha256,
        @Nullable String text,
        @Nullable String base64) {
    static final CapturedBody NOTHING = new CapturedBody(null, null, null);
}

package dev.corral.server.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the API reads and writes.
final class MediaTypes {
    static final String NDJSON = "application/x-ndjson";

    /// The forms in which a job can come.
    enum Input {
        JSON,
        NDJSON,
        TEXT
    }

    private MediaTypes() {}

    /// Null for a type that is not read here, or a character set other than UTF-8.
    static @Nullable Input input(@Nullable String contentType) {
        if (contentType == null || !isUtf8(contentType)) {
            return null;
        }
        return switch (bare(contentType)) {
            case "application/json" -> Input.JSON;
            case NDJSON -> Input.NDJSON;
            case "text/plain" -> Input.TEXT;
            default -> null;
        };
    }

    private static boolean isUtf8(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT).replace("\"", "").replace(" ", "");
        int at = lower.indexOf(";charset=");
        if (at < 0) {
            return true;
        }
        String charset = bare(lower.substring(at + ";charset=".length()));
        return charset.equals("utf-8") || charset.equals("us-ascii");
    }

    private static String bare(String value) {
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// Whether a client that sends this `Accept` takes NDJSON.
    static boolean acceptsNdjson(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        for (String range : accept.split(",", -1)) {
            String type = bare(range);
            boolean matches = type.equals(NDJSON) || type.equals("application/*") || type.equals("*/*");
            if (matches && !range.replace(" ", "").matches(".*;q=0(\\.0*)?(;.*)?")) {
                return true;
            }
        }
        return false;
    }
}

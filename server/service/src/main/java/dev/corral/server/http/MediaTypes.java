package dev.corral.server.http;

import dev.corral.server.stream.Framing;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the API reads and writes.
final class MediaTypes {
    static final String NDJSON = "application/x-ndjson";
    static final String SSE = "text/event-stream";
    static final String JSON = "application/json";
    /// The one coding of bodies that is read here.
    static final String IDENTITY = "identity";

    /// What is said of any other.
    static final String EXPECTED_INPUT =
            "Content-Type must be application/json, application/x-ndjson or text/plain, in UTF-8";

    private static final Pattern WEIGHT = Pattern.compile(";\\s*[qQ]=([01](?:\\.[0-9]{0,3})?)\\s*(?:;|$)");

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

    /// Whether a body comes as it is, not compressed.
    static boolean isPlain(List<String> contentEncodings) {
        return contentEncodings.stream().allMatch(each -> each.strip().equalsIgnoreCase(IDENTITY));
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

    static String of(Framing framing) {
        return switch (framing) {
            case NDJSON -> NDJSON;
            case SSE -> SSE;
        };
    }

    /// How a stream is written for a client that sends this `Accept`: as what it prefers, as NDJSON where it
    /// does not care; null if it takes neither.
    static @Nullable Framing framing(@Nullable String accept) {
        String best = best(accept, List.of(NDJSON, SSE));
        return best == null ? null : best.equals(SSE) ? Framing.SSE : Framing.NDJSON;
    }

    /// The type that a client with this `Accept` prefers (RFC 9110, section 12.5.1); the first where it does not
    /// care, null if it takes none.
    static @Nullable String best(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.getFirst();
        }
        String best = null;
        double quality = 0;
        for (String type : offered) {
            double q = quality(type, accept);
            if (q > quality) {
                best = type;
                quality = q;
            }
        }
        return best;
    }

    /// The quality that the most specific range gives a type; 0 for one that is not accepted.
    private static double quality(String type, String accept) {
        double quality = 0;
        int specific = -1;
        for (String range : accept.split(",", -1)) {
            int fit = fit(type, bare(range));
            if (fit > specific) {
                specific = fit;
                quality = weight(range);
            }
        }
        return quality;
    }

    private static int fit(String type, String range) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String range) {
        Matcher q = WEIGHT.matcher(range);
        return q.find() ? Double.parseDouble(q.group(1)) : 1;
    }
}

package dev.corral.server.tracing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// What the operator wants to be traced.
///
/// @param endpoint takes spans, by OTLP over HTTP
/// @param ratio of jobs whose callers bring no trace, 0 to 1
/// @param upstream whether origins are told of the trace
public record TraceSettings(URI endpoint, double ratio, boolean upstream) {
    public static final double DEFAULT_RATIO = 0.01;

    private static final String TRACES_PATH = "/v1/traces";

    public TraceSettings {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("trace-ratio is " + ratio + ", expected 0 to 1");
        }
    }

    /// The endpoint for logs: without its query, which may hold a key.
    public String shown() {
        String text = endpoint.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query) + "?...";
    }

    /// The address of a collector, as OTLP has it: without a path, spans go to `/v1/traces` there.
    ///
    /// @throws IllegalArgumentException for what is none
    public static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "expected a URL without user and password, such as http://127.0.0.1:4318");
            }
            if (!web || uri.getHost() == null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("expected a URL such as http://127.0.0.1:4318");
            }
            return uri.getPath().isEmpty() || uri.getPath().equals("/") ? uri.resolve(TRACES_PATH) : uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL such as http://127.0.0.1:4318", e);
        }
    }
}

package dev.corral.server.guard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The schemes that Corral fetches.
public enum Scheme {
    /// Plain HTTP.
    HTTP("http", 80),
    /// HTTP over TLS.
    HTTPS("https", 443);

    private final String text;
    private final int defaultPort;

    Scheme(String text, int defaultPort) {
        this.text = text;
        this.defaultPort = defaultPort;
    }

    /// The scheme of a URL's text in any case, or null. Lower-cased rather than compared ignoring case: the latter
    /// takes `httpſ` (long s) for `https`.
    static @Nullable Scheme of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http" -> HTTP;
            case "https" -> HTTPS;
            default -> null;
        };
    }

    /// The port where a URL names none.
    public int defaultPort() {
        return defaultPort;
    }

    /// The scheme as it stands in a URL, in lower case.
    public String text() {
        return text;
    }
}

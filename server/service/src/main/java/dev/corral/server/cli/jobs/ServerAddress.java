package dev.corral.server.cli.jobs;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Where a service is, and the key to it.
///
/// @param base without a slash at its end
/// @param key null for none
public record ServerAddress(String base, @Nullable String key) {
    private static final String VISIBLE = "[\\x21-\\x7e]+";

    /// Reads where a service is.
    ///
    /// @throws IllegalArgumentException saying what was expected
    public static ServerAddress of(String url, @Nullable String key) {
        if (key != null && !key.matches(VISIBLE)) {
            throw new IllegalArgumentException("the key is empty, or has blanks or other characters than ASCII's");
        }
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new URISyntaxException(url, "no address of a service");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the server is '" + url + "', expected a URL such as http://127.0.0.1:8080", e);
        }
        return new ServerAddress(url.replaceAll("/+$", ""), key);
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    /// The key is not for the eye.
    @Override
    public String toString() {
        return base;
    }
}

package dev.corral.loadtest.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// What is tested, and what it fetches from.
///
/// @param service base of the API
/// @param management base of health and metrics
/// @param origin base of the origin, at which the service must be allowed to fetch
/// @param root name of a folder that the service lists; null to leave listing out
public record Target(
        String service,
        String management,
        String origin,
        @Nullable String root) {
    public Target {
        service = base("service", service);
        management = base("management", management);
        origin = base("origin", origin);
    }

    /// What else runs beside a service by default.
    ///
    /// @throws IllegalArgumentException when the service's URL is none
    public static String onSameHost(String service, int port) {
        URI uri = URI.create(base("target", service));
        return uri.getScheme() + "://" + uri.getHost() + ":" + port;
    }

    private static String base(String name, String url) {
        try {
            URI uri = new URI(url);
            boolean isBase = uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null;
            if (isBase) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (URISyntaxException e) {
            throw refused(name, url, e);
        }
        throw refused(name, url, null);
    }

    private static IllegalArgumentException refused(String name, String url, @Nullable Exception cause) {
        return new IllegalArgumentException(name + " is \"" + url + "\"; expected http://HOST:PORT", cause);
    }
}

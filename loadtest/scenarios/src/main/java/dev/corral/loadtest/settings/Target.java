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
/// @param hosts on how many addresses the origin listens, from its own on: to the service as many hosts
/// @param rig base of what stops and starts the service on demand; null when it runs elsewhere
/// @param control base of the unstructured service; null when there is none
public record Target(
        String service,
        String management,
        String origin,
        @Nullable String root,
        int hosts,
        @Nullable String rig,
        @Nullable String control) {
    private static final int MAX_HOSTS = 250;

    public Target {
        if (hosts < 1 || hosts > MAX_HOSTS) {
            throw new IllegalArgumentException("hosts is " + hosts + "; expected 1 to " + MAX_HOSTS);
        }
        service = base("service", service);
        management = base("management", management);
        origin = base("origin", origin);
    }

    /// One origin, and nothing to stop the service with.
    public Target(String service, String management, String origin, @Nullable String root) {
        this(service, management, origin, root, 1, null, null);
    }

    public Target withHosts(int count) {
        return new Target(service, management, origin, root, count, rig, control);
    }

    public Target withRig(@Nullable String rigUrl, @Nullable String controlUrl) {
        return new Target(service, management, origin, root, hosts, rigUrl, controlUrl);
    }

    /// Another service, same origin.
    public Target withService(String other, String otherManagement) {
        return new Target(other, otherManagement, origin, root, hosts, rig, control);
    }

    /// The origin's base at one of its addresses, from 0; beyond the last it begins again.
    public String originAt(int host) {
        int last = 1 + host % hosts;
        return origin.replaceFirst("127\\.0\\.0\\.1(?=:)", "127.0.0." + last);
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

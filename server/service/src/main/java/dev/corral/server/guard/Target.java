package dev.corral.server.guard;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A URL taken apart, once and strictly (RFC 3986); requests are built from these parts and never from text again.
///
/// A target re-parses to itself from its [#url()]. It holds no userinfo and no fragment.
///
/// @param port from 1 to 65535, the scheme's default where the URL names none
/// @param requestTarget path and query as they are sent: it starts with `/`, is percent-encoded and holds no
///     character that could end a request line. Dot segments are as given.
public record Target(Scheme scheme, Host host, int port, String requestTarget) {
    /// The most characters that a URL may have, before and after percent-encoding.
    public static final int MAX_URL_LENGTH = 8 * 1024;

    /// @throws IllegalArgumentException if the port is out of range or the request target would not be sent as it is
    public Target {
        if (port < 1 || port > Ports.MAX) {
            throw new IllegalArgumentException("port: " + port + " is not from 1 to " + Ports.MAX);
        }
        if (!RequestTarget.isEncoded(requestTarget)) {
            throw new IllegalArgumentException("requestTarget: not percent-encoded from '/' on; parse the URL instead");
        }
    }

    /// Parses an absolute `http` or `https` URL. Takes time linear in the length, at most [#MAX_URL_LENGTH].
    public static Parsed parse(String url) {
        try {
            return new Parsed.Ok(TargetReader.read(url));
        } catch (RefusedException e) {
            return new Parsed.Refused(e.refusal());
        }
    }

    /// The address, if the host is one; null if it is a name.
    public @Nullable InetAddress literal() {
        return switch (host) {
            case Host.Literal literal -> literal.address();
            case Host.Name _ -> null;
        };
    }

    /// What per-origin limits and redirects compare: `scheme://host:port`, always with the port.
    public String originKey() {
        return scheme.text() + "://" + host.bracketed() + ':' + port;
    }

    /// The `Host` header's value: the port only where it is not the scheme's default.
    public String authority() {
        return port == scheme.defaultPort() ? host.bracketed() : host.bracketed() + ':' + port;
    }

    /// The URL in its normal form, without fragment.
    public String url() {
        return scheme.text() + "://" + authority() + requestTarget;
    }
}

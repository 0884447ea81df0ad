package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;

/// The parser behind [Target#parse(String)]. It interprets nothing: what other parsers are known to read in different
/// ways is refused. No message repeats text of the URL, for any part of a broken one may be a password.
final class TargetReader {
    /// What one character can become: three bytes of UTF-8, percent-encoded.
    private static final int MOST_GROWTH = 9;

    private TargetReader() {}

    static Target read(String url) throws RefusedException {
        if (url.length() > Target.MAX_URL_LENGTH) {
            throw tooLong("the URL");
        }
        requireUrlCharacters(url);
        int colon = url.indexOf(':');
        Scheme scheme = readScheme(url, colon);
        if (!url.startsWith("//", colon + 1)) {
            throw new RefusedException(Code.BAD_URL, "expected '//' and a host after the scheme: http://host/path");
        }
        int start = colon + 3;
        int end = authorityEnd(url, start);
        String authority = url.substring(start, end);
        int fragment = indexOf(url, '#', end);
        int portColon = hostEnd(authority);
        Host host = HostReader.read(authority.substring(0, portColon));
        int port = readPort(authority.substring(portColon), scheme);
        Target target = new Target(scheme, host, port, RequestTarget.encode(url.substring(end, fragment)));
        if (url.length() * MOST_GROWTH > Target.MAX_URL_LENGTH && target.url().length() > Target.MAX_URL_LENGTH) {
            throw tooLong("the percent-encoded URL");
        }
        return target;
    }

    private static RefusedException tooLong(String what) {
        return new RefusedException(Code.TOO_LONG, what + " is longer than " + Target.MAX_URL_LENGTH + " characters");
    }

    private static void requireUrlCharacters(String url) throws RefusedException {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c > ' ' && c < 0x7f && c != '\\') {
                continue;
            }
            if (c == ' ' || c == '\\' || Character.isISOControl(c)) {
                throw new RefusedException(
                        Code.BAD_URL,
                        "a blank, control character or backslash at index " + i + "; percent-encode it if it is meant");
            }
            if (Character.isHighSurrogate(c) && i + 1 < url.length() && Character.isLowSurrogate(url.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new RefusedException(Code.BAD_URL, "half a surrogate pair at index " + i);
            }
        }
    }

    private static Scheme readScheme(String url, int colon) throws RefusedException {
        if (colon < 0 || authorityEnd(url, 0) < colon) {
            throw new RefusedException(
                    Code.BAD_URL, "not an absolute URL; expected http://host/path or https://host/path");
        }
        Scheme scheme = Scheme.of(url.substring(0, colon));
        if (scheme == null) {
            throw new RefusedException(
                    Code.BAD_SCHEME, "the scheme is neither http nor https; expected http://host/path");
        }
        return scheme;
    }

    /// Where the host ends in the authority: at the port's colon or at the end.
    private static int hostEnd(String authority) throws RefusedException {
        if (authority.indexOf('@') >= 0) {
            throw new RefusedException(
                    Code.USERINFO, "the URL holds a user name or password; send an Authorization header instead");
        }
        if (!authority.startsWith("[")) {
            return indexOf(authority, ':', 0);
        }
        int end = authority.indexOf(']') + 1;
        if (end == 0 || (end < authority.length() && authority.charAt(end) != ':')) {
            throw new RefusedException(Code.BAD_HOST, "expected '[', an IPv6 address, ']' and then a port or the path");
        }
        return end;
    }

    private static int readPort(String colonAndPort, Scheme scheme) throws RefusedException {
        if (colonAndPort.isEmpty()) {
            return scheme.defaultPort();
        }
        int port = Ports.parse(colonAndPort.substring(1));
        if (port < 0) {
            throw new RefusedException(
                    Code.BAD_PORT,
                    "the port is not a decimal number from 1 to " + Ports.MAX + " without leading zeros");
        }
        return port;
    }

    /// The first index from `from` on of a character that ends an authority, or the length.
    private static int authorityEnd(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '/' && text.charAt(i) != '?' && text.charAt(i) != '#') {
            i++;
        }
        return i;
    }

    /// The first index from `from` on of the character, or the length.
    private static int indexOf(String text, char character, int from) {
        int at = text.indexOf(character, from);
        return at < 0 ? text.length() : at;
    }
}

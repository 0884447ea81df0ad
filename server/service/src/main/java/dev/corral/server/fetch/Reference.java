package dev.corral.server.fetch;

import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// A reference to another URL, as `Location` has it (RFC 9110, section 10.2.2), resolved as RFC 3986, section
/// 5.2, says. What comes out of it goes through the same strict parser as every URL.
final class Reference {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private Reference() {}

    /// @param field as the HTTP client gives it: one character for each byte
    static Parsed resolve(Target base, String field) {
        String text = text(field);
        if (SCHEME.matcher(text).matches()) {
            return Target.parse(text);
        }
        if (text.startsWith("//")) {
            return Target.parse(base.scheme().text() + ":" + text);
        }
        return Target.parse(base.scheme().text() + "://" + base.authority() + pathAndQuery(base, text));
    }

    /// Bytes beyond ASCII are meant as UTF-8 by those who send them.
    private static String text(String field) {
        return field.chars().allMatch(c -> c < 0x80)
                ? field
                : new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String pathAndQuery(Target base, String reference) {
        int fragment = reference.indexOf('#');
        String text = fragment < 0 ? reference : reference.substring(0, fragment);
        if (text.isEmpty()) {
            return base.requestTarget();
        }
        int mark = base.requestTarget().indexOf('?');
        String basePath = mark < 0 ? base.requestTarget() : base.requestTarget().substring(0, mark);
        int query = text.indexOf('?');
        if (query == 0) {
            return basePath + text;
        }
        String path = query < 0 ? text : text.substring(0, query);
        String merged = path.startsWith("/") ? path : basePath.substring(0, basePath.lastIndexOf('/') + 1) + path;
        return withoutDots(merged) + (query < 0 ? "" : text.substring(query));
    }

    /// Section 5.2.4, for a path that begins with a slash.
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean dots = segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segment);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }
}

package dev.corral.server.tracing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller says of its trace, by W3C Trace Context level 1.
///
/// @param traceId 32 hexadecimal digits, not all of them 0
/// @param spanId 16 hexadecimal digits, not all of them 0
/// @param sampled whether the caller records its trace
record TraceParent(String traceId, String spanId, boolean sampled) {
    private static final int LENGTH = 55;
    private static final int SAMPLED = 1;
    private static final int HEXADECIMAL = 16;
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    /// Reads the values of the header; null if there is none, or more than one, or it is not as it should be: then the
    /// standard wants a trace of our own.
    static @Nullable TraceParent parse(List<String> values) {
        if (values.size() != 1) {
            return null;
        }
        String text = values.getFirst();
        // A later version may say more behind another dash.
        boolean later = text.length() > LENGTH && !text.startsWith("00") && text.charAt(LENGTH) == '-';
        Matcher form = FORM.matcher(later ? text.substring(0, LENGTH) : text);
        if (!form.matches()) {
            return null;
        }
        int flags = Integer.parseInt(form.group(4), HEXADECIMAL);
        return new TraceParent(form.group(2), form.group(3), (flags & SAMPLED) != 0);
    }
}

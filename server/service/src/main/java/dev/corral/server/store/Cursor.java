package dev.corral.server.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a list of jobs goes on: before the row key of the last job told. Opaque to clients.
record Cursor(long beforeKey) {
    private static final String PREFIX = "jobs:";

    /// Reads one; null is the start of the list.
    ///
    /// @throws IllegalArgumentException if the text is none that [#text] gave
    static Cursor of(@Nullable String text) {
        if (text == null) {
            return new Cursor(Long.MAX_VALUE);
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
            if (plain.startsWith(PREFIX)) {
                Cursor cursor = new Cursor(Long.parseLong(plain.substring(PREFIX.length())));
                if (cursor.text().equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException malformed) {
            // Of Base64 or the number: it would not say what it is about.
            throw refusal(text, malformed);
        }
        throw refusal(text, null);
    }

    private static IllegalArgumentException refusal(String text, @Nullable Exception cause) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
        return new IllegalArgumentException(
                "cursor is '" + shown + "', expected a next_cursor of a page before", cause);
    }

    String text() {
        byte[] plain = (PREFIX + beforeKey).getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}

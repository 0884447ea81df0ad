package dev.corral.server.problem;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A place in a client's document, and where the errors found there go.
///
/// Cheap to make: the pointer's text is put together only when something is refused.
/// Not thread-safe, like the [Problems] behind it.
public final class Spot {
    private static final String FRAGMENT_MARKS = "-._~!$&'()*+,;=:@/?";

    private final Problems problems;
    private final @Nullable Spot parent;
    private final String step;
    private final boolean leaf;

    private Spot(Problems problems, @Nullable Spot parent, String step, boolean leaf) {
        this.problems = problems;
        this.parent = parent;
        this.step = step;
        this.leaf = leaf;
    }

    /// The root of a JSON document: `#`.
    public static Spot root(Problems problems) {
        return new Spot(problems, null, "#", false);
    }

    /// A query parameter: `?key`.
    public static Spot query(Problems problems, String key) {
        return new Spot(problems, null, "?" + encode(key), true);
    }

    public Spot child(String name) {
        return leaf ? this : new Spot(problems, this, name, false);
    }

    public Spot child(int index) {
        return child(Integer.toString(index));
    }

    /// The same place, with errors going elsewhere.
    public Spot into(Problems other) {
        return new Spot(other, parent, step, leaf);
    }

    /// The same place, known to hold a value without members: whatever is refused inside is refused here.
    public Spot leaf() {
        return new Spot(problems, parent, step, true);
    }

    /// Records one refusal at this place.
    ///
    /// @return always null: the value that was not had, so that a reader can `return spot.refuse(...)`
    // The result is null whatever its type: no cast can go wrong.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> @Nullable T refuse(String code, String detail) {
        problems.add(new FieldError(pointer(), code, detail));
        return null;
    }

    /// This place as an RFC 6901 pointer in URI-fragment form, or `?key`.
    public String pointer() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent == null) {
            text.append(step);
            return;
        }
        parent.append(text);
        text.append('/').append(encode(step.replace("~", "~0").replace("/", "~1")));
    }

    /// Percent-encodes what RFC 3986 does not allow in a fragment; a lone surrogate becomes `?`.
    private static String encode(String step) {
        StringBuilder text = new StringBuilder(step.length());
        for (byte octet : step.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isPlain(c)) {
                text.append(c);
            } else {
                text.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || FRAGMENT_MARKS.indexOf(c) >= 0;
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble);
    }

    @Override
    public String toString() {
        return pointer();
    }
}

package dev.corral.server.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern for paths below the folder that a walk starts from, as `.gitignore` has them. Immutable.
///
/// - `*` any characters of one name, `?` one, `[a-z]` one of, `[!a-z]` or `[^a-z]` one not of, `\` takes away the
///   meaning of what follows. Letters differ from capitals; names that begin with a dot are names like others.
/// - `**` as a whole name is any number of folders: `**/x`, `a/**/x` (also `a/x`), and `a/**` for all inside `a`,
///   not `a`. Elsewhere two stars are one.
/// - A pattern without a slash but at its end matches a name at any depth; any other one matches the whole path
///   from the folder the walk starts from, and a slash in front does just that. A slash at the end asks for a
///   folder.
/// - Unlike in `.gitignore`, a folder that matches does not bring in what it holds, `#` begins no comment, and
///   blanks at the end count. A leading `!` is refused, for there is nothing that it could take back.
///
/// Matched are characters as they are displayed: bytes of a name that are not UTF-8 are U+FFFD each.
///
/// Matching a path costs at most its length times the length of the pattern, 256 characters at most: names are
/// matched one by one and never again, see [GlobState].
public final class Glob {
    public static final int MAX_LENGTH = 256;

    private final String pattern;
    private final List<GlobSegment> segments;
    private final boolean foldersOnly;

    private Glob(String pattern, List<GlobSegment> segments, boolean foldersOnly) {
        this.pattern = pattern;
        this.segments = List.copyOf(segments);
        this.foldersOnly = foldersOnly;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException if it is no glob; the message says what is wrong and where
    public static Glob compile(String pattern) {
        try {
            return read(pattern);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("glob: " + e.getMessage(), e);
        }
    }

    private static Glob read(String pattern) {
        checkWhole(pattern);
        boolean foldersOnly = pattern.endsWith("/");
        String body = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
        List<GlobSegment> segments = new ArrayList<>();
        if (!body.contains("/")) {
            segments.add(GlobSegment.Deep.DEEP);
        }
        String relative = body.startsWith("/") ? body.substring(1) : body;
        Arrays.stream(relative.split("/", -1)).map(GlobReader::read).forEach(segments::add);
        if (segments.getLast() == GlobSegment.Deep.DEEP) {
            segments.add(GlobSegment.OneName.ANY);
        }
        return new Glob(pattern, segments, foldersOnly);
    }

    private static void checkWhole(String pattern) {
        if (pattern.isEmpty() || pattern.equals("/")) {
            throw new IllegalArgumentException("'" + pattern + "' names nothing, expected a pattern such as **/*.md");
        }
        if (pattern.codePointCount(0, pattern.length()) > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "has " + pattern.length() + " characters, expected at most " + MAX_LENGTH);
        }
        if (pattern.startsWith("!")) {
            throw new IllegalArgumentException(
                    "in '" + pattern + "' the leading '!' takes nothing back (write \\! for the character)");
        }
    }

    GlobState start() {
        return GlobState.start(this);
    }

    List<GlobSegment> segments() {
        return segments;
    }

    boolean isFoldersOnly() {
        return foldersOnly;
    }

    /// The pattern as it was written.
    @Override
    public String toString() {
        return pattern;
    }
}

package dev.corral.server.walk;

import dev.corral.server.walk.GlobSegment.OneName;
import java.util.ArrayList;
import java.util.List;

/// Reads one segment of a glob, which holds no slash.
final class GlobReader {
    private final String segment;
    private final int[] characters;
    private int at;

    private GlobReader(String segment) {
        this.segment = segment;
        this.characters = segment.codePoints().toArray();
    }

    /// @throws IllegalArgumentException saying what in the segment is no glob, without naming the field
    static GlobSegment read(String segment) {
        return switch (segment) {
            case "" -> throw new IllegalArgumentException("has an empty name between two slashes");
            case ".", ".." ->
                throw new IllegalArgumentException("has the name '" + segment + "', which no listed path holds");
            case "**" -> GlobSegment.Deep.DEEP;
            default -> new GlobReader(segment).readName();
        };
    }

    private OneName readName() {
        List<GlobToken> tokens = new ArrayList<>();
        while (at < characters.length) {
            GlobToken token = readToken();
            boolean repeated = token == GlobToken.Run.RUN && !tokens.isEmpty() && tokens.getLast() == GlobToken.Run.RUN;
            if (!repeated) {
                tokens.add(token);
            }
        }
        return new OneName(tokens);
    }

    private GlobToken readToken() {
        return switch (characters[at]) {
            case '*' -> {
                at++;
                yield GlobToken.Run.RUN;
            }
            case '?' -> {
                at++;
                yield GlobToken.One.ONE;
            }
            case '[' -> readClass();
            default -> new GlobToken.Literal(readCharacter());
        };
    }

    /// `]` in first place is a member, as everywhere since the shell.
    private GlobToken readClass() {
        at++;
        GlobToken.Sense sense = GlobToken.Sense.LISTED;
        if (isAt('!') || isAt('^')) {
            sense = GlobToken.Sense.NOT_LISTED;
            at++;
        }
        List<GlobToken.Range> ranges = new ArrayList<>();
        while (ranges.isEmpty() || !isAt(']')) {
            ranges.add(readRange());
        }
        at++;
        return new GlobToken.OneOf(ranges, sense);
    }

    private GlobToken.Range readRange() {
        if (at >= characters.length) {
            throw refused("opens a class with '[' and does not close it (write \\[ for the character)");
        }
        if (isAt('[') && at + 1 < characters.length && characters[at + 1] == ':') {
            throw refused("uses a named class like [:alpha:], write the ranges (a-z) instead");
        }
        int first = readCharacter();
        boolean range = isAt('-') && at + 1 < characters.length && characters[at + 1] != ']';
        if (!range) {
            return new GlobToken.Range(first, first);
        }
        at++;
        int last = readCharacter();
        if (last < first) {
            throw refused("has a range that ends before it begins: '" + Character.toString(first) + "-"
                    + Character.toString(last) + "'");
        }
        return new GlobToken.Range(first, last);
    }

    private int readCharacter() {
        if (isAt('\\')) {
            at++;
            if (at == characters.length) {
                throw refused("ends with a backslash that escapes nothing (write \\\\ for the character)");
            }
        }
        return characters[at++];
    }

    private boolean isAt(int character) {
        return at < characters.length && characters[at] == character;
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("in '" + segment + "' " + what);
    }
}

package dev.corral.server.walk;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A path below a [Root] that cannot name anything above it: plain names, the root itself when there are none.
///
/// Refused are absolute paths, `.` and `..`, empty names (so also a slash at the end), NUL and all other control
/// characters, backslash, names above 255 bytes, and paths above 4096 bytes, which no system call would take.
public final class RelativePath {
    static final int MAX_BYTES = 4096;

    public static final RelativePath ROOT = new RelativePath(List.of());

    private static final ParsedPath.Refused REFUSED = new ParsedPath.Refused(WalkError.PATH_REFUSED);

    private final List<FileName> names;

    private RelativePath(List<FileName> names) {
        this.names = List.copyOf(names);
    }

    /// Reads plain Unicode; `%` stands for itself. Null and empty are the root.
    public static ParsedPath parse(@Nullable String text) {
        return parse(text, RelativePath::encode);
    }

    /// Reads percent-encoded bytes, as `path_uri` in an [Entry] has them. Each segment is decoded once, after the
    /// split: `%2f` ends no segment, and a name that would hold it is refused. Null and empty are the root.
    public static ParsedPath parseUri(@Nullable String text) {
        return parse(text, FileName::decode);
    }

    /// The path percent-encoded, as [#parseUri] reads it; empty for the root.
    public String uri() {
        return names.stream().map(FileName::uri).collect(Collectors.joining("/"));
    }

    List<FileName> names() {
        return names;
    }

    /// The folder that its last name lies in; not for the root.
    RelativePath parent() {
        return new RelativePath(names.subList(0, names.size() - 1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelativePath path && names.equals(path.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return uri();
    }

    private static ParsedPath parse(@Nullable String text, Function<String, byte @Nullable []> decoder) {
        if (text == null || text.isEmpty()) {
            return new ParsedPath.Ok(ROOT);
        }
        // Three characters at most make one byte: what is longer is too long before it is read.
        if (text.length() > 3 * MAX_BYTES) {
            return REFUSED;
        }
        List<FileName> names = new ArrayList<>();
        int bytesInAll = -1;
        for (String segment : text.split("/", -1)) {
            byte[] bytes = decoder.apply(segment);
            if (bytes == null || !isName(bytes)) {
                return REFUSED;
            }
            bytesInAll += bytes.length + 1;
            names.add(FileName.of(bytes));
        }
        return bytesInAll > MAX_BYTES ? REFUSED : new ParsedPath.Ok(new RelativePath(names));
    }

    /// Null for half a surrogate pair, which is no character and has no bytes.
    private static byte @Nullable [] encode(String segment) {
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(segment));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static boolean isName(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > FileName.MAX_BYTES) {
            return false;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }
}

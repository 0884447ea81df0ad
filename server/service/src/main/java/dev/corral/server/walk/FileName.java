package dev.corral.server.walk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The exact bytes of one file name, held percent-encoded: every byte outside RFC 3986's unreserved set as `%XX`,
/// in capitals, so that equal names are equal strings.
///
/// On Linux a [Path] holds bytes, but its `toString` decodes them as `sun.jnu.encoding` has it (under the POSIX
/// locale: ASCII), and bytes that do not fit are lost. `Path.toUri` and `Path.of(URI)` keep them, under every
/// locale.
record FileName(String uri) {
    static final int MAX_BYTES = 255;

    /// The name of a root, as far as clients see.
    static final FileName NONE = new FileName("");

    /// RFC 3986's `sub-delims`, `:` and `@`: may stand for themselves in a path, so a reader takes them.
    private static final String OTHER_PATH_CHARACTERS = "!$&'()*+,;=:@";

    /// `toUri` asks the system whether the path is a folder. Below a device that question ends at once, and reaches
    /// nothing that a walk found.
    private static final Path NOWHERE = Path.of("/dev/null");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// @param entry a path whose last name counts
    static FileName of(Path entry) {
        Path name = entry.getFileName();
        String text = name.toString();
        if (isAscii(text)) {
            return of(text.getBytes(StandardCharsets.US_ASCII));
        }
        String uri = NOWHERE.resolve(name).toUri().getRawPath();
        byte[] bytes = decode(uri.substring(uri.lastIndexOf('/') + 1));
        if (bytes == null) {
            throw new IllegalStateException("the JDK wrote a file URI that is not percent-encoded: " + uri);
        }
        return of(bytes);
    }

    static FileName of(byte[] bytes) {
        StringBuilder uri = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            if (isUnreserved((char) (b & 0xff))) {
                uri.append((char) b);
            } else {
                HEX.toHexDigits(uri.append('%'), b);
            }
        }
        return new FileName(uri.toString());
    }

    /// The bytes of a percent-encoded segment; null where it is not one.
    static byte @Nullable [] decode(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (isUnreserved(c) || OTHER_PATH_CHARACTERS.indexOf(c) >= 0) {
                bytes.write(c);
            } else if (isEscape(segment, i)) {
                bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else {
                return null;
            }
        }
        return bytes.toByteArray();
    }

    byte[] bytes() {
        byte[] bytes = decode(uri);
        if (bytes == null) {
            throw new IllegalStateException("not percent-encoded: " + uri);
        }
        return bytes;
    }

    /// The bytes read as UTF-8, U+FFFD standing for what is not.
    String display() {
        return uri.indexOf('%') < 0 ? uri : new String(bytes(), StandardCharsets.UTF_8);
    }

    /// The name as a path of one segment, byte for byte.
    Path path() {
        return Path.of(URI.create("file:///" + uri)).getFileName();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}

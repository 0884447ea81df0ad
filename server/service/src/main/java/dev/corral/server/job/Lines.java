package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of an upload that say something, one at a time as they come: one line is held, whatever the size of
/// the upload, and of that line not more than is read of it.
///
/// Lines end with LF or CRLF, the last one also without. Lines of blanks and tabs only are passed over, and so
/// are the comments of the format. Not thread-safe.
final class Lines {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 256;

    private final Upload upload;
    private final LineFormat format;
    private final int mostBytes;
    private byte[] piece = NOTHING;
    private int at;
    private byte[] line = new byte[FIRST_BYTES];
    private long length;
    private int number;

    /// @param mostBytes what is kept of a line; of a longer one only the length is known
    Lines(Upload upload, LineFormat format, int mostBytes) {
        this.upload = upload;
        this.format = format;
        this.mostBytes = mostBytes;
    }

    /// Whether the upload, of which nothing was read yet, starts with a byte order mark. A checkpoint.
    boolean startsWithBom() throws InterruptedException {
        while (piece.length < 3) {
            byte[] more = upload.next();
            if (more == null) {
                return false;
            }
            byte[] joined = Arrays.copyOf(piece, piece.length + more.length);
            System.arraycopy(more, 0, joined, piece.length, more.length);
            piece = joined;
        }
        return StrictJson.startsWithBom(piece);
    }

    /// Goes to the next line. A checkpoint.
    ///
    /// @return false when there is none
    boolean advance() throws InterruptedException {
        while (readLine()) {
            number++;
            if (saysSomething()) {
                return true;
            }
        }
        return false;
    }

    private boolean readLine() throws InterruptedException {
        length = 0;
        if (!hasMore()) {
            return false;
        }
        boolean open = true;
        while (open && hasMore()) {
            int end = indexOfLineFeed();
            keep(end);
            open = end == piece.length;
            at = end + (open ? 0 : 1);
        }
        if (length > 0 && length <= line.length && line[(int) length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private boolean hasMore() throws InterruptedException {
        while (at == piece.length) {
            byte[] more = upload.next();
            if (more == null) {
                return false;
            }
            piece = more;
            at = 0;
        }
        return true;
    }

    private int indexOfLineFeed() {
        int end = at;
        while (end < piece.length && piece[end] != '\n') {
            end++;
        }
        return end;
    }

    /// Adds the piece's bytes up to `end`; one more than is read is kept, since the last may be a CR.
    private void keep(int end) {
        int kept = (int) Math.min(length, mostBytes + 1L);
        int more = Math.min(end - at, mostBytes + 1 - kept);
        if (kept + more > line.length) {
            line = Arrays.copyOf(line, Math.max(kept + more, Math.min(2 * line.length, mostBytes + 1)));
        }
        System.arraycopy(piece, at, line, kept, more);
        length += end - at;
    }

    private boolean saysSomething() {
        if (length > mostBytes) {
            return !format.isComment(line[0]);
        }
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return !format.isComment(line[0]);
            }
        }
        return false;
    }

    int mostBytes() {
        return mostBytes;
    }

    /// How many bytes the line has, without its end.
    long length() {
        return length;
    }

    boolean isTooLong() {
        return length > mostBytes;
    }

    /// The number of the line in the upload, from 1, with those counted that were passed over.
    int number() {
        return number;
    }

    /// The line, or as much as is kept of it.
    byte[] bytes() {
        return Arrays.copyOf(line, (int) Math.min(length, mostBytes));
    }

    /// @throws CharacterCodingException when the line is not UTF-8
    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line, 0, (int) Math.min(length, mostBytes)))
                .toString();
    }

    /// What the line stands for.
    ///
    /// @throws IOException when the line is not UTF-8, or not JSON within the limits where it should be
    JsonNode read() throws IOException {
        return format.read(this);
    }
}

package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of an upload that say something: a cursor over the bytes, which are not copied.
///
/// Lines end with LF or CRLF, the last one also without. Lines of blanks and tabs only are passed over, and so
/// are the comments of the format. Not thread-safe.
final class Lines {
    private final byte[] text;
    private final LineFormat format;
    private int next;
    private int start;
    private int end;
    private int number;

    Lines(byte[] text, LineFormat format) {
        this.text = text;
        this.format = format;
    }

    /// Another cursor over the lines after this one.
    Lines rest() {
        Lines rest = new Lines(text, format);
        rest.next = next;
        rest.number = number;
        return rest;
    }

    /// Goes to the next line.
    ///
    /// @return false when there is none
    boolean advance() {
        while (next < text.length) {
            start = next;
            end = indexOfLineFeed(start);
            next = end + 1;
            number++;
            if (end > start && text[end - 1] == '\r') {
                end--;
            }
            if (saysSomething()) {
                return true;
            }
        }
        return false;
    }

    private int indexOfLineFeed(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean saysSomething() {
        for (int i = start; i < end; i++) {
            if (text[i] != ' ' && text[i] != '\t') {
                return !format.isComment(text[start]);
            }
        }
        return false;
    }

    /// How many bytes the line has, without its end.
    int length() {
        return end - start;
    }

    /// The number of the line in the upload, from 1, with those counted that were passed over.
    int number() {
        return number;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(text, start, end);
    }

    /// @throws CharacterCodingException when the line is not UTF-8
    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(text, start, length()))
                .toString();
    }

    /// What the line stands for.
    ///
    /// @throws IOException when the line is not UTF-8, or not JSON within the limits where it should be
    JsonNode read() throws IOException {
        return format.read(this);
    }

    /// How many lines say something, from here on; the cursor is spent then.
    long count() {
        long count = 0;
        while (advance()) {
            count++;
        }
        return count;
    }
}

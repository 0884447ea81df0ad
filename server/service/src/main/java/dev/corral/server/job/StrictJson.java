package dev.corral.server.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The one way in which JSON is parsed here: UTF-8 only, each key once, nesting and lengths capped.
///
/// Bytes are decoded by the JDK's strict decoder: Jackson's own takes UTF-16, a BOM and encoded surrogates too.
final class StrictJson {
    /// Levels of objects and lists, the document itself included.
    static final int MAX_DEPTH = 64;
    /// Characters in one string: a body in Base64 is the longest that any option can have.
    static final int MAX_STRING = 2 << 20;
    /// Characters in the name of a member.
    static final int MAX_NAME = 1024;
    /// Digits in a number.
    static final int MAX_NUMBER = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder(factory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // A shared table of names would be filled, and by chosen collisions upset, by clients.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
    }

    static boolean startsWithBom(byte[] text) {
        return text.length >= 3 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
    }

    /// @throws IOException when the text starts with a BOM
    static JsonParser open(byte[] text) throws IOException {
        if (startsWithBom(text)) {
            throw new NotJson("starts with a byte order mark, expected plain UTF-8");
        }
        InputStreamReader reader =
                new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder());
        return MAPPER.createParser(reader);
    }

    /// The value at which the parser stands.
    static JsonNode tree(JsonParser parser) throws IOException {
        try {
            return MAPPER.readTree(parser);
        } catch (NumberFormatException e) {
            // The grammar sets no end to exponents, BigDecimal does, and Jackson lets its exception through.
            throw new NotJson("holds a number whose exponent is too large" + place(parser.currentTokenLocation()));
        }
    }

    /// The one value of a whole text.
    static JsonNode tree(byte[] text) throws IOException {
        try (JsonParser parser = open(text)) {
            if (parser.nextToken() == null) {
                throw new NotJson("is empty, expected a JSON document");
            }
            JsonNode tree = tree(parser);
            requireEnd(parser);
            return tree;
        }
    }

    static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new NotJson("goes on after the end of the document" + place(parser.currentTokenLocation()));
        }
    }

    /// Tells a client why its text could not be read.
    static String explain(IOException failure) {
        return switch (failure) {
            case NotJson e -> e.getMessage();
            case CharacterCodingException _ -> "is not UTF-8";
            case StreamConstraintsException _ ->
                "goes beyond what is read: nesting " + MAX_DEPTH + " deep, strings of " + MAX_STRING
                        + " characters, names of " + MAX_NAME + ", numbers of " + MAX_NUMBER + " digits";
            case JsonProcessingException e -> "is not JSON" + place(e.getLocation()) + ": " + JsonFault.of(e);
            default -> "cannot be read";
        };
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// A text that is refused whole, for a reason of ours.
    static final class NotJson extends IOException {
        private static final long serialVersionUID = 1;

        private final String reason;

        NotJson(String reason) {
            super(reason);
            this.reason = reason;
        }

        @Override
        public String getMessage() {
            return reason;
        }
    }
}

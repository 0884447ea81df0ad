package dev.corral.loadtest.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One line of a stream: a JSON object whose fields are read strictly.
record StreamLine(JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int SHOWN = 80;

    static StreamLine parse(String text) throws BrokenStreamException {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return new StreamLine(json);
            }
        } catch (JsonProcessingException e) {
            throw new BrokenStreamException("not JSON, by " + e.getOriginalMessage() + ": " + shown(text));
        }
        throw new BrokenStreamException("no JSON object: " + shown(text));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    long whole(String field) throws BrokenStreamException {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new BrokenStreamException(field + " is " + told(value) + "; expected a whole number");
        }
        return value.longValue();
    }

    long count(String field) throws BrokenStreamException {
        long value = whole(field);
        if (value < 0) {
            throw new BrokenStreamException(field + " is " + value + "; expected 0 or more");
        }
        return value;
    }

    /// A phase of an item's time in milliseconds; 0 when it was not told.
    double millis(String phase) {
        return json.path("timing_ms").path(phase).asDouble();
    }

    String text(String field) throws BrokenStreamException {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new BrokenStreamException(field + " is " + told(value) + "; expected a string");
        }
        return value.textValue();
    }

    @Nullable
    String textOrNull(String field) throws BrokenStreamException {
        return has(field) ? text(field) : null;
    }

    String word(String field, Set<String> words) throws BrokenStreamException {
        String value = text(field);
        if (!words.contains(value)) {
            throw new BrokenStreamException(field + " is \"" + value + "\"; expected one of " + words);
        }
        return value;
    }

    StreamLine object(String field) throws BrokenStreamException {
        JsonNode value = json.path(field);
        if (!value.isObject()) {
            throw new BrokenStreamException(field + " is " + told(value) + "; expected an object");
        }
        return new StreamLine(value);
    }

    private static String told(JsonNode value) {
        return value.isMissingNode() ? "missing" : shown(value.toString());
    }
}

package dev.corral.server.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/// Writes lines for machines.
final class JsonLine {
    private final JsonFactory json = new JsonFactory();

    String of(LogLine line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator object = json.createGenerator(text)) {
            object.writeStartObject();
            object.writeStringField("time", line.time().toString());
            object.writeStringField("level", line.level());
            object.writeStringField("logger", line.logger());
            object.writeStringField("thread", line.thread());
            object.writeStringField("message", line.message());
            for (Map.Entry<String, Object> field : line.fields().entrySet()) {
                object.writeFieldName(field.getKey());
                write(field.getValue(), object);
            }
            if (line.trace() != null) {
                object.writeStringField("error", line.trace());
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory takes everything", e);
        }
        return text.append('\n').toString();
    }

    private static void write(Object value, JsonGenerator object) throws IOException {
        switch (value) {
            case Long number -> object.writeNumber(number);
            case Integer number -> object.writeNumber(number);
            case Boolean truth -> object.writeBoolean(truth);
            default -> object.writeString(value.toString());
        }
    }
}

package dev.corral.server.stream;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Makes JSON in UTF-8, again and again with the same memory. Not thread-safe.
final class JsonBytes {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private static final int FIRST_BLOCK_BYTES = 512;

    private final ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BLOCK_BYTES);
    /// Never closed: it holds nothing but memory.
    private final JsonGenerator generator;

    JsonBytes() {
        try {
            generator = JSON.createGenerator(bytes, JsonEncoding.UTF8);
            generator.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
    }

    /// What is to be written.
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    byte[] made(Writing writing) {
        try {
            bytes.reset();
            writing.to(generator);
            generator.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("records are always JSON, and memory is always writable", e);
        }
    }
}

package dev.corral.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The description of the API that is served with it.
final class OpenApi {
    private static final String TYPE = "application/yaml; charset=utf-8";
    private static final String TEXT = read();

    private OpenApi() {}

    static Reply reply() {
        return Reply.of(200, TYPE, TEXT);
    }

    private static String read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml in the jar cannot be read", e);
        }
    }
}

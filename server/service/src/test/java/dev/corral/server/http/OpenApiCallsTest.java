package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Makes every call of the description, in its order, and holds the answers against it.
final class OpenApiCallsTest {
    /// Headers that all answers can have.
    private static final Set<String> COMMON =
            Set.of("content-type", "content-length", "cache-control", "transfer-encoding", "connection");

    private static final Description DESCRIPTION = new Description();

    @TempDir
    private static Path folder;

    private static ExampleJobs jobs;

    @BeforeAll
    static void open() throws Exception {
        jobs = new ExampleJobs(folder);
    }

    @AfterAll
    static void close() {
        jobs.close();
    }

    private record Call(Description.Operation operation, JsonNode node) {
        String name() {
            return operation.name() + ": " + node.path("summary").asText();
        }

        /// The media type and the name of the example that is its body; null for none.
        String @Nullable [] body() {
            return node.has("body") ? node.path("body").asText().split(" ", 2) : null;
        }
    }

    private static List<Call> calls() {
        List<Call> all = new ArrayList<>();
        for (Description.Operation operation : DESCRIPTION.operations()) {
            operation.node().path("x-calls").forEach(call -> all.add(new Call(operation, call)));
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> theAnswerIsAsDescribed() {
        return calls().stream().map(call -> DynamicTest.dynamicTest(call.name(), () -> make(call)));
    }

    @Test
    void everyOperationIsCalledAndEveryBodyIsSent() {
        Set<String> called = new HashSet<>();
        Set<String> sent = new HashSet<>();
        for (Call call : calls()) {
            called.add(call.operation().name());
            String[] body = call.body();
            if (body != null) {
                sent.add(call.operation().name() + " " + String.join(" ", body));
            }
        }
        for (Description.Operation operation : DESCRIPTION.operations()) {
            assertThat(called).contains(operation.name());
            JsonNode content = DESCRIPTION.at(operation.node(), "requestBody", "content");
            for (Map.Entry<String, JsonNode> type : content.properties()) {
                for (Map.Entry<String, JsonNode> example :
                        type.getValue().path("examples").properties()) {
                    assertThat(sent).contains(operation.name() + " " + type.getKey() + " " + example.getKey());
                }
            }
        }
        assertThat(calls()).hasSizeGreaterThan(80);
    }

    private static void make(Call call) throws Exception {
        JsonNode node = call.node();
        String path = call.operation().path();
        if (node.has("job")) {
            path = path.replace("{id}", jobs.job(node.path("job").asText()));
        }
        if (node.has("query")) {
            path += "?" + node.path("query").asText();
        }
        try (Api api = new Api(jobs.port(call.operation()))) {
            check(call, api.call(call.operation().method(), path, body(call), headers(call)));
        }
    }

    private static @Nullable String body(Call call) {
        String[] body = call.body();
        if (body == null) {
            return null;
        }
        JsonNode value = DESCRIPTION
                .at(call.operation().node(), "requestBody", "content", body[0], "examples", body[1])
                .path("value");
        assertThat(value.isMissingNode()).as(call.name()).isFalse();
        return jobs.rewritten(value.isTextual() ? value.asText() : value.toString());
    }

    private static String[] headers(Call call) {
        Map<String, String> headers = new TreeMap<>();
        String[] body = call.body();
        if (body != null) {
            headers.put("Content-Type", body[0]);
        }
        call.node()
                .path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return headers.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray(String[]::new);
    }

    private static void check(Call call, Api.Answer answer) {
        assertThat(answer.status())
                .as(answer.body())
                .isEqualTo(call.node().path("status").asInt());
        JsonNode described = DESCRIPTION.at(call.operation().node(), "responses", Integer.toString(answer.status()));
        assertThat(described.isMissingNode()).as("status %s", answer.status()).isFalse();
        checkHeaders(DESCRIPTION.at(described, "headers"), answer);
        if (!described.has("content")) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").split(";", 2)[0];
        JsonNode content = described.path("content").path(type);
        assertThat(content.isMissingNode()).as(type).isFalse();
        assertThat(DESCRIPTION.errors(content, type, answer.body()))
                .as(answer.body())
                .isEmpty();
        if (type.equals(Description.PROBLEM)) {
            assertThat(Description.parsed(answer.body()).path("status").asInt()).isEqualTo(answer.status());
        }
    }

    private static void checkHeaders(JsonNode described, Api.Answer answer) {
        Set<String> names = new HashSet<>(COMMON);
        for (Map.Entry<String, JsonNode> each : described.properties()) {
            JsonNode header = DESCRIPTION.at(each.getValue());
            String value = answer.header(each.getKey());
            names.add(each.getKey().toLowerCase(Locale.ROOT));
            if (value.isEmpty()) {
                assertThat(header.path("required").asBoolean())
                        .as(each.getKey())
                        .isFalse();
            } else {
                assertThat(DESCRIPTION.errors(header.path("schema"), Description.text(value)))
                        .as("%s: %s", each.getKey(), value)
                        .isEmpty();
            }
        }
        assertThat(names).containsAll(answer.response().headers().map().keySet());
    }
}

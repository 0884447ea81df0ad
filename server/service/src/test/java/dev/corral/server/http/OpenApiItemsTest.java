package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The description of items has the members, bounds and words that the reader of jobs has.
final class OpenApiItemsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobReader READER = new JobReader(ReadLimits.DEFAULT, (item, at) -> {});

    private final Description description = new Description();

    private static List<FieldError> errors(String kind, ObjectNode item) {
        ObjectNode job = JSON.createObjectNode().put("kind", kind);
        job.putArray("items").add(item);
        return switch (read(job)) {
            case Read.Accepted _ -> List.of();
            case Read.Invalid(var errors) -> errors;
            case Read.Malformed(String detail) -> throw new AssertionError(detail);
        };
    }

    private static Read read(ObjectNode job) {
        try {
            return READER.readJson(job.toString().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new AssertionError("nothing had to be waited for", e);
        }
    }

    /// The codes of what is wrong with one member.
    private static List<String> codes(String kind, String member, JsonNode value) {
        return errors(kind, JSON.createObjectNode().set(member, value)).stream()
                .filter(error -> error.pointer().startsWith("#/items/0/" + member))
                .map(FieldError::code)
                .toList();
    }

    private static JsonNode text(int length) {
        return JSON.getNodeFactory().textNode("x".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({"fetch, FetchItem", "list, ListItem", "pipeline, PipelineItem"})
    void itsMembersAreThoseThatAreKnown(String kind, String schema) {
        String refusal = errors(kind, JSON.createObjectNode().put("odd", 1)).stream()
                .filter(error -> error.code().equals("unknown_field"))
                .findFirst()
                .orElseThrow()
                .detail();
        List<String> known = Arrays.asList(refusal.substring(refusal.indexOf("one of ") + "one of ".length())
                .split(", ", -1));
        assertThat(description.schema(schema).path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @CsvSource({"fetch, FetchItem", "list, ListItem", "pipeline, PipelineItem"})
    void itsBoundsAreThoseThatHold(String kind, String schema) {
        for (Map.Entry<String, JsonNode> member :
                description.schema(schema).path("properties").properties()) {
            JsonNode bounds = description.at(member.getValue());
            if (bounds.has("minimum")) {
                holdsWithin(
                        kind,
                        member.getKey(),
                        bounds.path("minimum").asLong(),
                        bounds.path("maximum").asLong());
            } else if (bounds.has("maxLength")) {
                assertThat(codes(
                                kind,
                                member.getKey(),
                                text(bounds.path("maxLength").asInt())))
                        .isEmpty();
                assertThat(codes(
                                kind,
                                member.getKey(),
                                text(bounds.path("maxLength").asInt() + 1)))
                        .as(member.getKey())
                        .containsExactly("length");
                int least = bounds.path("minLength").asInt();
                assertThat(codes(kind, member.getKey(), text(0)).isEmpty())
                        .as(member.getKey())
                        .isEqualTo(least == 0);
            } else if (bounds.has("enum")) {
                bounds.path("enum")
                        .forEach(word ->
                                assertThat(codes(kind, member.getKey(), word)).isEmpty());
                assertThat(codes(kind, member.getKey(), text(1))).containsExactly("value");
            }
        }
    }

    private static void holdsWithin(String kind, String member, long least, long most) {
        for (long good : new long[] {least, most}) {
            assertThat(codes(kind, member, JSON.getNodeFactory().numberNode(good)))
                    .as("%s %s", member, good)
                    .isEmpty();
        }
        for (long bad : new long[] {least - 1, most + 1}) {
            assertThat(codes(kind, member, JSON.getNodeFactory().numberNode(bad)))
                    .as("%s %s", member, bad)
                    .containsExactly("range");
        }
    }
}

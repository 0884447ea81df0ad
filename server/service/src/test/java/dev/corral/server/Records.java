package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/// The records of a stream, in order. Making one checks what holds for every stream: the first is `start`,
/// the last is `end`, numbers have no gaps, each item is told once and the counts add up.
public record Records(List<JsonNode> all) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Records {
        all = List.copyOf(all);
    }

    public static Records of(RawClient.Answer answer) throws JsonProcessingException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return of(answer.body());
    }

    public static Records of(String lines) throws JsonProcessingException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            all.add(JSON.readTree(line));
        }
        Records records = new Records(all);
        records.check();
        return records;
    }

    private void check() {
        assertThat(all).isNotEmpty();
        assertThat(all.getFirst().path("t").asText()).isEqualTo("start");
        assertThat(all.getLast().path("t").asText()).isEqualTo("end");
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).path("seq").asInt()).isEqualTo(i + 1);
        }
        new Account(all).check();
    }

    public JsonNode start() {
        return all.getFirst();
    }

    public JsonNode end() {
        return all.getLast();
    }

    public List<JsonNode> ofType(String type) {
        return all.stream().filter(each -> each.path("t").asText().equals(type)).toList();
    }

    public List<JsonNode> items() {
        return ofType("item");
    }

    public JsonNode item(int index) {
        return items().stream()
                .filter(item -> item.path("index").asInt() == index)
                .findFirst()
                .orElseThrow();
    }

    /// Adds up what a stream says of its items.
    private record Account(List<JsonNode> all) {
        void check() {
            JsonNode counts = all.getLast().path("counts");
            long total = counts.path("total").asLong();
            boolean[] told = new boolean[Math.toIntExact(total)];
            long sum = 0;
            for (String outcome : List.of("ok", "failed", "cancelled", "not_started", "unknown", "deduped")) {
                assertThat(tell(outcome, told))
                        .as(outcome)
                        .isEqualTo(counts.path(outcome).asLong());
                sum += counts.path(outcome).asLong();
            }
            assertThat(sum).isEqualTo(total);
            for (int i = 0; i < told.length; i++) {
                assertThat(told[i]).as("item %s is told", i).isTrue();
            }
        }

        private long tell(String outcome, boolean[] told) {
            long count = 0;
            for (JsonNode each : all) {
                if (each.path("t").asText().equals("item")
                        && each.path("outcome").asText().equals(outcome)) {
                    count += mark(
                            told, each.path("index").asInt(), each.path("index").asInt());
                } else if (each.path("t").asText().equals("not_started") && outcome.equals("not_started")) {
                    count += mark(
                            told,
                            each.path("from_index").asInt(),
                            each.path("to_index").asInt());
                }
            }
            return count;
        }

        private static long mark(boolean[] told, int from, int to) {
            for (int i = from; i <= to; i++) {
                if (told[i]) {
                    throw new AssertionError("item " + i + " is told twice");
                }
                told[i] = true;
            }
            return to - from + 1L;
        }
    }
}

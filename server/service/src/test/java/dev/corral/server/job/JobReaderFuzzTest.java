package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Documents broken in seeded ways: whatever comes in, one of the three answers comes out.
class JobReaderFuzzTest {
    private static final long SEED = 20_260_101;
    private static final int ROUNDS = 20_000;

    private static final List<String> SEEDS = List.of(
            "{'kind':'fetch','name':'n','labels':{'a':'b'},'items':['http://a/',{'id':'a','url':'u','method':'GET',"
                    + "'headers':{'a':'b'},'body_base64':'aGk=','timeout_ms':5,'retry_unsafe':true,'meta':[1.5e3]}],"
                    + "'defaults':{'timeout_ms':1000,'capture':'none','expect_status':['2xx']},"
                    + "'failure':{'policy':'tolerate','max_failed_percent':2.5},'on_invalid':'fail_item'}",
            "{'kind':'list','items':[{'root':'d','path':'a','fields':['type'],'max_depth':3},'d/x'],'rate':null,"
                    + "'retry':{'on':['429'],'initial_ms':5},'deadline_ms':30000,'priority':7}");

    private static final List<String> SCRAPS = List.of(
            "null",
            "1e999999999",
            "-1",
            "1e-99",
            "9".repeat(300),
            "\"\\ud800\"",
            "\"\\u0000\"",
            "{}",
            "[]",
            "[[[[",
            "\"kind\":1,",
            "\"~/\":1,",
            "true",
            "\"",
            "\\",
            ",",
            ":",
            "}",
            "]",
            "{",
            "[",
            "\ufeff",
            "\0",
            "é",
            "//");

    private final Random random = new Random(SEED);
    private final int[] answers = new int[3];

    private byte[] mutate(byte[] body) {
        byte[] bytes = body;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes = random.nextBoolean() ? flip(bytes) : splice(bytes);
        }
        return bytes;
    }

    private byte[] flip(byte[] body) {
        byte[] bytes = body.clone();
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /// Puts a scrap in place of a few bytes.
    private byte[] splice(byte[] body) {
        byte[] scrap = SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(StandardCharsets.UTF_8);
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(6));
        byte[] bytes = Arrays.copyOf(body, body.length - (to - from) + scrap.length);
        System.arraycopy(scrap, 0, bytes, from, scrap.length);
        System.arraycopy(body, to, bytes, from + scrap.length, body.length - to);
        return bytes;
    }

    private void count(Read read) {
        int answer =
                switch (read) {
                    case Read.Accepted accepted -> {
                        assertThat(accepted.document().effective()).isNotEmpty();
                        drain(accepted.items());
                        yield 0;
                    }
                    case Read.Malformed malformed -> {
                        assertThat(malformed.detail()).isNotBlank().hasSizeLessThan(500);
                        yield 1;
                    }
                    case Read.Invalid invalid -> {
                        assertThat(invalid.errors()).isNotEmpty().hasSizeLessThanOrEqualTo(101);
                        yield 2;
                    }
                };
        answers[answer]++;
    }

    private static void drain(ItemSource items) {
        int index = 0;
        for (Item item = Reading.next(items); item != null; item = Reading.next(items)) {
            assertThat(item.index()).isEqualTo(index);
            index++;
        }
        assertThat(items.totalOrMinusOne()).isEqualTo(index);
    }

    @Test
    void brokenDocumentsGiveOneOfThreeAnswers() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            count(Reading.READER.readJson(mutate(Reading.utf8(SEEDS.get(round % SEEDS.size())))));
        }
        assertThat(answers).as("accepted, malformed, invalid").doesNotContain(0);
    }

    @Test
    void brokenUploadsGiveOneOfThreeAnswers() {
        byte[] seed = Reading.utf8("{'kind':'fetch','buffer':1}\n'http://a/'\n{'id':'a','url':'u','meta':{'x':[1]}}\n");
        for (int round = 0; round < ROUNDS; round++) {
            count(Reading.ndjson(mutate(seed)));
        }
        assertThat(answers).as("accepted, malformed, invalid").doesNotContain(0);
    }

    @Test
    void brokenLinesAndQueriesGiveOneOfThreeAnswers() {
        byte[] seed = Reading.utf8("http://a/\n# c\r\n\r\nhttp://b/\nx");
        for (int round = 0; round < ROUNDS; round++) {
            String value = new String(mutate(Reading.utf8("30000")), StandardCharsets.UTF_8);
            String key = random.nextInt(4) == 0 ? value : "deadline_ms";
            count(Reading.text(Reading.READER, mutate(seed), Map.of("kind", List.of("fetch"), key, List.of(value))));
        }
        assertThat(answers[0]).isPositive();
        assertThat(answers[2]).isPositive();
    }
}

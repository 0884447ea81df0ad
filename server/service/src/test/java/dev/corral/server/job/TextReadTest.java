package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextReadTest {
    private static final Map<String, List<String>> FETCH = Map.of("kind", List.of("fetch"));

    private static List<String> urls(String body) {
        return Reading.items(Reading.text(body, FETCH)).stream()
                .map(item -> ((FetchItem) item).url())
                .toList();
    }

    @Test
    void eachLineIsAUrl() {
        assertThat(urls("http://a/\nhttp://b/\r\nhttp://c/")).containsExactly("http://a/", "http://b/", "http://c/");
    }

    @Test
    void blankLinesAndCommentsAreSkippedAndNotCounted() {
        String body = "# head\n\n  \t \nhttp://a/#frag\r\n\r\n#http://no/\n http://b/ \n#";
        assertThat(urls(body)).containsExactly("http://a/#frag", " http://b/ ");
    }

    @Test
    void anEmptyBodyIsAJobOfNoItems() {
        assertThat(urls("")).isEmpty();
        assertThat(urls("\n\r\n")).isEmpty();
    }

    @Test
    void eachLineIsAPathForALister() {
        List<Item> items = Reading.items(Reading.text("docs/a\ndocs", Map.of("kind", List.of("list"))));
        assertThat(items).extracting(item -> ((ListItem) item).folder().path()).containsExactly("a", null);
    }

    @Test
    void linesThatAreTooLongOrNotUtf8AreInvalidItemsAndTheJobGoesOn() {
        byte[] long8k = ("a".repeat(8192) + "\n" + "b".repeat(8193) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[long8k.length + 9];
        System.arraycopy(long8k, 0, body, 0, long8k.length);
        byte[] rest = {'c', (byte) 0xff, '\n', 'd', 0, '\n', 'e', '\r', '\n'};
        System.arraycopy(rest, 0, body, long8k.length, rest.length);
        List<Item> items = Reading.items(Reading.text(Reading.READER, body, FETCH));
        assertThat(items).extracting(Item::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(items.get(0)).isInstanceOf(FetchItem.class);
        assertThat(((InvalidItem) items.get(1)).error().code()).isEqualTo(Codes.LENGTH);
        assertThat(((InvalidItem) items.get(1)).error().detail())
                .isEqualTo("line 2 has 8193 bytes, expected 8192 or fewer");
        assertThat(((InvalidItem) items.get(2)).error().code()).isEqualTo(Codes.CHARACTERS);
        assertThat(((InvalidItem) items.get(3)).error().code()).isEqualTo(Codes.CHARACTERS);
        assertThat(((FetchItem) items.get(4)).url()).isEqualTo("e");
    }

    @Test
    void aByteOrderMarkIsMalformed() {
        assertThat(Reading.text("\ufeffhttp://a/", FETCH)).isInstanceOf(Read.Malformed.class);
    }

    @Test
    void aMillionLinesAreReadOneAtATime() {
        AtomicInteger made = new AtomicInteger();
        JobReader reader = new JobReader(ReadLimits.DEFAULT, (_, _) -> made.incrementAndGet());
        byte[] body = "http://a.test/\n".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        ItemSource items = Reading.accepted(Reading.text(reader, body, FETCH)).items();
        assertThat(items.totalOrMinusOne()).isEqualTo(-1);
        assertThat(made).hasValue(0);
        for (int asked = 1; asked <= 1_000_000; asked++) {
            Item item = Reading.next(items);
            assertThat(item != null && item.index() == asked - 1 && made.get() == asked)
                    .isTrue();
        }
        assertThat(Reading.next(items)).isNull();
        assertThat(Reading.next(items)).isNull();
        assertThat(items.totalOrMinusOne()).isEqualTo(1_000_000);
        assertThat(made).hasValue(1_000_000);
    }

    @Test
    void withRejectJobAllLinesAreLookedAtFirst() {
        Map<String, List<String>> query = Map.of("kind", List.of("fetch"), "on_invalid", List.of("reject_job"));
        ItemCheck check = (item, at) -> {
            if (item instanceof FetchItem fetch && fetch.url().startsWith("bad")) {
                at.child("url").refuse("scheme", "no scheme");
            }
        };
        JobReader reader = new JobReader(ReadLimits.DEFAULT, check);
        assertThat(Reading.refusals(Reading.text(reader, Reading.utf8("ok\nbad1\n#\nbad2\n"), query)))
                .containsExactly("#/items/1 scheme", "#/items/2 scheme");
        assertThat(Reading.items(Reading.text(reader, Reading.utf8("ok\nok2\n"), query)))
                .hasSize(2);
    }

    @Test
    void theLineBeyondTheLimitIsInvalidAndTheLast() {
        JobReader reader = new JobReader(new ReadLimits(1, 2, 100, 100), ItemCheck.NONE);
        assertThat(Reading.items(Reading.text(reader, Reading.utf8("a\nb\n"), FETCH)))
                .hasSize(2);
        List<Item> items = Reading.items(Reading.text(reader, Reading.utf8("a\nb\nc\nd"), FETCH));
        assertThat(items).hasSize(3);
        assertThat(((InvalidItem) items.getLast()).error().code()).isEqualTo(Codes.LENGTH);
    }

    @Test
    void linesAreTheSameInPiecesOfAnySize() {
        byte[] body = Reading.utf8("#x\r\nhttp://a/\n\nhttp://b/\r\nlonger than fifteen\nhttp://c/\r");
        JobReader reader = new JobReader(new ReadLimits(9, 9, 15, 15), ItemCheck.NONE);
        for (int size = 1; size <= body.length; size++) {
            Upload upload = new Pieces(body, size);
            List<Item> items = Reading.items(Reading.atOnce(() -> reader.readText(upload, FETCH)));
            assertThat(items)
                    .extracting(item -> item instanceof FetchItem fetch ? fetch.url() : "invalid")
                    .containsExactly("http://a/", "http://b/", "invalid", "http://c/");
        }
    }

    /// An upload in pieces of a size.
    private static final class Pieces implements Upload {
        private final byte[] body;
        private final int size;
        private int at;

        Pieces(byte[] body, int size) {
            this.body = body;
            this.size = size;
        }

        @Override
        public byte @Nullable [] next() {
            if (at == body.length) {
                return null;
            }
            int from = at;
            at = Math.min(body.length, at + size);
            return Arrays.copyOfRange(body, from, at);
        }
    }
}

package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// How the tests of this package read, and what they say of the answer.
final class Reading {
    static final JobReader READER = new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE);

    private Reading() {}

    /// Single quotes stand for double ones.
    static byte[] utf8(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static Read json(String text) {
        return atOnce(() -> READER.readJson(utf8(text)));
    }

    /// A fetch job of one good item with one more member.
    static Read with(String member) {
        return json("{'kind':'fetch','items':['http://a.test/']," + member + "}");
    }

    static Read fetching(String items) {
        return json("{'kind':'fetch','items':[" + items + "]}");
    }

    static Read text(String body, Map<String, List<String>> query) {
        return text(READER, utf8(body), query);
    }

    static Read text(JobReader reader, byte[] body, Map<String, List<String>> query) {
        return atOnce(() -> reader.readText(Upload.of(body), query));
    }

    static Read ndjson(byte[] body) {
        return atOnce(() -> READER.readNdjson(Upload.of(body)));
    }

    /// What is a checkpoint only where bytes are on their way.
    static <T extends @Nullable Object> T atOnce(Callable<T> reading) {
        try {
            return reading.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("nothing had to be waited for", e);
        }
    }

    static @Nullable Item next(ItemSource source) {
        return Reading.<@Nullable Item>atOnce(source::next);
    }

    static JobDocument document(Read read) {
        return accepted(read).document();
    }

    static Read.Accepted accepted(Read read) {
        assertThat(read).isInstanceOf(Read.Accepted.class);
        return (Read.Accepted) read;
    }

    static List<Item> items(Read read) {
        List<Item> items = new ArrayList<>();
        ItemSource source = accepted(read).items();
        for (Item item = next(source); item != null; item = next(source)) {
            items.add(item);
        }
        return items;
    }

    static List<FieldError> errors(Read read) {
        assertThat(read).isInstanceOf(Read.Invalid.class);
        return ((Read.Invalid) read).errors();
    }

    /// The errors as `pointer code`.
    static List<String> refusals(Read read) {
        return errors(read).stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }
}

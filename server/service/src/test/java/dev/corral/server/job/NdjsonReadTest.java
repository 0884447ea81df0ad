package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReadTest {
    private static Read read(String text) {
        return Reading.ndjson(Reading.utf8(text));
    }

    @Test
    void theFirstLineIsTheDocumentAndEachFurtherLineAnItem() {
        Read read = read("{'kind':'fetch','buffer':3}\n'http://a/'\n\n{'id':'b','url':'http://b/'}\r\n");
        assertThat(Reading.document(read).delivery().buffer()).isEqualTo(3);
        assertThat(Reading.document(read).intake().onInvalid()).isEqualTo(Intake.OnInvalid.FAIL_ITEM);
        assertThat(Reading.items(read))
                .extracting(item -> ((FetchItem) item).url())
                .containsExactly("http://a/", "http://b/");
    }

    @Test
    void aBadLineIsAnInvalidItemAndTheJobGoesOn() {
        String deep = "[".repeat(10_000);
        List<Item> items = Reading.items(read("{'kind':'fetch'}\n{oops\n# no comment here\n" + "{'url':'u','url':'u'}\n"
                + "'a' 'b'\n" + deep + "\n7\n{'id':'x','url':'u'}\n{'id':'x','url':'u'}\n'good'"));
        assertThat(items)
                .extracting(
                        item -> item instanceof InvalidItem bad ? bad.error().code() : "")
                .containsExactly(
                        Codes.MALFORMED,
                        Codes.MALFORMED,
                        Codes.MALFORMED,
                        Codes.MALFORMED,
                        Codes.MALFORMED,
                        Codes.TYPE,
                        "",
                        "",
                        "");
    }

    @Test
    void withRejectJobAllBadLinesAreToldAtOnce() {
        Read read = read("{'kind':'fetch','on_invalid':'reject_job'}\n{oops\n'a'\n{'url':1}\n");
        assertThat(Reading.refusals(read)).containsExactly("#/items/0 malformed", "#/items/2/url type");
    }

    @Test
    void theDocumentHasNoItemsOfItsOwn() {
        assertThat(Reading.refusals(read("{'kind':'fetch','items':[]}\n'a'"))).containsExactly("#/items conflict");
    }

    @Test
    void aDocumentWithoutLinesIsAJobOfNoItems() {
        assertThat(Reading.items(read("{'kind':'fetch'}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "[]", "{'kind':\n'fetch'}", "{} {}\n", "\ufeff{'kind':'fetch'}"})
    void aBadFirstLineIsMalformed(String text) {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        Read.Malformed.class, bad -> assertThat(bad.detail()).startsWith("the first line "));
    }
}

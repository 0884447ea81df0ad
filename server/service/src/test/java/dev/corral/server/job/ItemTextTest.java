package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTextTest {
    private static final ItemText TEXT = new ItemText(ItemCheck.NONE);

    private static Item onlyItem(JobKind kind, String item) {
        return TEXT.read(kind, 0, null, item.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        FETCH    | 'http://a.test/'
        FETCH    | {'url':'http://a.test/','id':'x'}
        FETCH    | {'url':'http://a.test/','method':'POST','headers':{'A':'b','C':'d'},'body_base64':'AAEC','timeout_ms':7}
        FETCH    | {'url':'http://a.test/','retry_unsafe':true,'meta':{'deep':[1,{'x':null}]}}
        LIST     | 'docs/a/b'
        LIST     | {'root':'docs','path_uri':'a%FF','recursive':false,'glob':'**/*.md','fields':['size'],'meta':'m'}
        PIPELINE | {'id':'p','producers':2,'consumers':3,'count':10,'produce_ms':1,'consume_ms':5,'capacity':4}
        """)
    void anItemReadAgainIsTheSame(JobKind kind, String item) {
        Item first = onlyItem(kind, item);
        assertThat(TEXT.read(kind, 0, null, ItemText.of(first))).isEqualTo(first);
    }

    @Test
    void aBareUrlStaysBare() {
        assertThat(ItemText.of(onlyItem(JobKind.FETCH, "'http://a.test/'"))).isEqualTo("\"http://a.test/\"");
    }

    @Test
    void anInvalidItemKeepsItsError() {
        Item invalid = Reading.items(Reading.text("a\0b", Map.of("kind", List.of("fetch"))))
                .getFirst();
        assertThat(invalid).isInstanceOf(InvalidItem.class);
        assertThat(TEXT.read(JobKind.FETCH, 0, ((InvalidItem) invalid).id(), ItemText.of(invalid)))
                .isEqualTo(invalid);
    }

    @Test
    void anInvalidItemKeepsItsId() {
        Item invalid = onlyItem(JobKind.FETCH, "{'id':'a3','url':'nonsense','method':'ODD'}");
        assertThat(invalid)
                .isInstanceOfSatisfying(
                        InvalidItem.class, bad -> assertThat(bad.id()).isEqualTo("a3"));
        assertThat(TEXT.read(JobKind.FETCH, 0, ((InvalidItem) invalid).id(), ItemText.of(invalid)))
                .isEqualTo(invalid);
    }

    @Test
    void anItemIsJudgedAgain() {
        ItemText strict = new ItemText((item, at) -> at.child("url").refuse("port_denied", "no more"));
        Item first = onlyItem(JobKind.FETCH, "'http://a.test/'");
        assertThat(strict.read(JobKind.FETCH, 3, null, ItemText.of(first)))
                .isInstanceOfSatisfying(
                        InvalidItem.class, bad -> assertThat(bad.error().code()).isEqualTo("port_denied"));
    }
}

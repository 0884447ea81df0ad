package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemReadTest {
    private static Read fetch(String members) {
        return Reading.fetching("{'url':'http://a.test/'," + members + "}");
    }

    private static Read listing(String item) {
        return Reading.json("{'kind':'list','items':[" + item + "]}");
    }

    private static Item one(Read read) {
        return Reading.items(read).getFirst();
    }

    @Test
    void aBareStringIsAUrl() {
        assertThat(one(Reading.fetching("'http://a.test/'")))
                .isEqualTo(new FetchItem(0, null, "http://a.test/", FetchRequest.PLAIN, null));
    }

    @Test
    void aFetchSaysAllThatItCan() {
        Item item = one(fetch("'id':'a1','method':'POST','headers':{'X-B':'1','x-a':''},'body_base64':'aGk=',"
                + "'timeout_ms':5000,'retry_unsafe':true,'meta':{'row':[1,2.50,null]}"));
        FetchRequest request = new FetchRequest(
                Method.POST,
                Map.of("X-B", "1", "x-a", ""),
                new Body("hi".getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(5),
                true);
        assertThat(item)
                .isEqualTo(new FetchItem(0, "a1", "http://a.test/", request, new Meta("{\"row\":[1,2.50,null]}")));
    }

    @Test
    void nullsInAFetchStandForAbsence() {
        assertThat(one(fetch("'id':null,'method':null,'body_base64':null,'timeout_ms':null,'meta':null")))
                .isEqualTo(one(Reading.fetching("'http://a.test/'")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id':''                  | id length",
                "'id':7                   | id type",
                "'method':'get'           | method value",
                "'method':'TRACE'         | method value",
                "'headers':[]             | headers type",
                "'headers':null           | headers type",
                "'headers':{'a':1}        | headers/a type",
                "'headers':{'a':['b']}    | headers/a type",
                "'headers':{'':'b'}       | headers/ length",
                "'body_base64':'a b='     | body_base64 value",
                "'body_base64':'aGk_'     | body_base64 value",
                "'body_base64':5          | body_base64 type",
                "'timeout_ms':0           | timeout_ms range",
                "'timeout_ms':3600001     | timeout_ms range",
                "'timeout_ms':1.5         | timeout_ms type",
                "'retry_unsafe':'true'    | retry_unsafe type",
                "'retry_unsafe':null      | retry_unsafe type",
                "'meta':{'a':['\\ud800']} | meta characters",
                "'meta':{'\\u0000':1}     | meta characters",
                "'path':'x'               | path unknown_field",
            })
    void whatIsWrongInAFetchIsRefusedAtItsMember(String members, String refusal) {
        assertThat(Reading.refusals(fetch(members))).containsExactly("#/items/0/" + refusal);
    }

    @Test
    void lengthsInAFetchEndWhereTheyShould() {
        assertThat(one(fetch("'id':'" + "i".repeat(128) + "'")).id()).hasSize(128);
        assertThat(Reading.refusals(fetch("'id':'" + "i".repeat(129) + "'"))).containsExactly("#/items/0/id length");
        assertThat(Reading.refusals(fetch("'meta':'" + "m".repeat(4095) + "'")))
                .containsExactly("#/items/0/meta length");
        assertThat(Reading.items(Reading.fetching("'" + "u".repeat(8192) + "'")))
                .hasSize(1);
        assertThat(Reading.refusals(Reading.fetching("'" + "u".repeat(8193) + "'")))
                .containsExactly("#/items/0 length");
    }

    @Test
    void aBodyIsAtMostAMebibyteDecoded() {
        Base64.Encoder base64 = Base64.getEncoder();
        String good = base64.encodeToString(new byte[1 << 20]);
        String bad = base64.encodeToString(new byte[(1 << 20) + 1]);
        assertThat(one(fetch("'body_base64':'" + good + "'")))
                .isInstanceOfSatisfying(
                        FetchItem.class,
                        item -> assertThat(item.request().body()).hasToString("Body[1048576 bytes]"));
        assertThat(Reading.refusals(fetch("'body_base64':'" + bad + "'")))
                .containsExactly("#/items/0/body_base64 length");
    }

    @Test
    void metaMayHoldTheTextOfAnEscape() {
        assertThat(one(fetch("'meta':'\\\\u0000'"))).isInstanceOf(FetchItem.class);
    }

    @ParameterizedTest
    @CsvSource({"docs, docs,", "docs/a/b, docs, a/b", "docs/, docs, ''", "d//x, d, /x", "d/../x, d, ../x"})
    void aBareStringIsARootAndAPathCutAtTheFirstSlash(String text, String root, String path) {
        assertThat(one(listing("'" + text + "'")))
                .isEqualTo(new ListItem(0, null, new ListItem.Folder(root, path, null), Walk.PLAIN, null));
    }

    @Test
    void aBareListItemNeedsARoot() {
        assertThat(Reading.refusals(listing("'/etc'"))).containsExactly("#/items/0 length");
    }

    @Test
    void aListSaysAllThatItCan() {
        Item item = one(listing("{'id':'l','root':'docs','path':'a/b','recursive':false,'max_depth':2,'glob':'*.md',"
                + "'max_entries':10,'fields':['size'],'links':'report','timeout_ms':5,'meta':1}"));
        Walk walk = new Walk(false, 2, "*.md", 10, Set.of(Walk.Field.SIZE), Walk.Links.REPORT, Duration.ofMillis(5));
        assertThat(item).isEqualTo(new ListItem(0, "l", new ListItem.Folder("docs", "a/b", null), walk, new Meta("1")));
    }

    @Test
    void whatAListLeavesOutHasItsDefault() {
        assertThat(one(listing("{'root':'docs'}")))
                .isEqualTo(new ListItem(
                        0,
                        null,
                        new ListItem.Folder("docs", null, null),
                        new Walk(
                                true,
                                16,
                                null,
                                100_000,
                                Set.of(Walk.Field.TYPE, Walk.Field.SIZE, Walk.Field.MTIME),
                                Walk.Links.REPORT,
                                Duration.ofMinutes(10)),
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                          | root required",
                "{'root':''}                                 | root length",
                "{'root':'d','path':'a','path_uri':'a'}      | path_uri conflict",
                "{'root':'d','max_depth':0}                  | max_depth range",
                "{'root':'d','max_depth':129}                | max_depth range",
                "{'root':'d','max_entries':0}                | max_entries range",
                "{'root':'d','max_entries':10000001}         | max_entries range",
                "{'root':'d','glob':''}                      | glob length",
                "{'root':'d','fields':['name']}              | fields/0 value",
                "{'root':'d','links':'follow'}               | links value",
                "{'root':'d','recursive':1}                  | recursive type",
                "{'root':'d','url':'x'}                      | url unknown_field",
            })
    void whatIsWrongInAListIsRefusedAtItsMember(String item, String refusal) {
        assertThat(Reading.refusals(listing(item))).containsExactly("#/items/0/" + refusal);
    }

    @Test
    void whatIsWrongInAPipelineIsRefusedAtItsMember() {
        Read read = Reading.json("{'kind':'pipeline','items':['x',{'producers':0},{'capacity':65537},{'count':5}]}");
        assertThat(Reading.refusals(read))
                .containsExactly("#/items/0 type", "#/items/1/producers range", "#/items/2/capacity range");
    }
}

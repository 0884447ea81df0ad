package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderMalformedTest {
    private static String detail(Read read) {
        assertThat(read).isInstanceOf(Read.Malformed.class);
        return ((Read.Malformed) read).detail();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{'kind':'fetch','items':[}",
                "{'kind':'fetch','items':['a',]}",
                "{'kind':'fetch','items':[],}",
                "{kind:'fetch'}",
                "{'kind':NaN}",
                "{'priority':01}",
                "{'priority':+1}",
                "{'priority':.5}",
                "{'kind':'fet\nch'}",
                "{'kind':'\\x'}",
                "{} // comment",
                "nonsense",
                "{'nobody':['knows',{'this':}]}"
            })
    void whatIsNotJsonIsMalformed(String text) {
        assertThat(detail(Reading.json(text))).startsWith("the body ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void anEmptyBodyIsMalformed(String text) {
        assertThat(detail(Reading.json(text))).contains("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'fetch'", "1", "null", "true"})
    void onlyAnObjectIsADocument(String text) {
        assertThat(detail(Reading.json(text))).contains("not an object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'fetch','kind':'fetch','items':[]}",
                "{'kind':'fetch','items':[],'items':[]}",
                "{'kind':'fetch','items':[],'buffer':1,'buffer':1}",
                "{'kind':'fetch','items':[{'url':'a','url':'a'}]}",
                "{'kind':'fetch','items':[{'url':'a','meta':{'x':[{'y':1,'y':2}]}}]}",
                "{'kind':'fetch','items':[],'unknown':{'x':1,'x':1}}",
                "{'kind':'fetch','items':[],'\\u006bind':'fetch'}"
            })
    void aKeyGivenTwiceIsMalformedAtAnyDepth(String text) {
        assertThat(detail(Reading.json(text))).contains("stands there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "]", "x", "1", "\0"})
    void nothingMayFollowTheDocument(String trailer) {
        assertThat(detail(Reading.json("{'kind':'fetch','items':[]}" + trailer)))
                .isNotBlank();
    }

    @Test
    void blanksMayFollowTheDocument() {
        assertThat(Reading.json("{'kind':'fetch','items':[]} \r\n\t")).isInstanceOf(Read.Accepted.class);
    }

    @Test
    void aByteOrderMarkIsMalformed() {
        assertThat(detail(Reading.json("\ufeff{'kind':'fetch','items':[]}"))).contains("byte order mark");
    }

    @Test
    void otherEncodingsAreMalformed() throws InterruptedException {
        String text = "{\"kind\":\"fetch\",\"items\":[]}";
        assertThat(detail(Reading.READER.readJson(text.getBytes(StandardCharsets.UTF_16))))
                .contains("not UTF-8");
        assertThat(Reading.READER.readJson(text.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(Read.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "c3"})
    void bytesThatAreNotUtf8AreMalformed(String hex) throws InterruptedException {
        byte[] bytes = Reading.utf8("{'kind':'fetch','items':[],'name':'____'}");
        byte[] bad = HexFormat.of().parseHex(hex);
        System.arraycopy(bad, 0, bytes, bytes.length - 6, bad.length);
        assertThat(detail(Reading.READER.readJson(bytes))).contains("not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "labels", "unknown"})
    void tenThousandLevelsAreMalformedAndNoOverflow(String member) {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThat(detail(Reading.json("{'kind':'fetch','" + member + "':" + deep + "}")))
                .contains("64 deep");
        String objects = "{'a':".repeat(10_000) + "1" + "}".repeat(10_000);
        assertThat(detail(Reading.json(objects))).contains("64 deep");
    }

    @Test
    void sixtyFourLevelsAreReadAndSixtyFiveAreNot() {
        // The document, the list, the item: three levels are there already.
        String good = "[".repeat(61) + "]".repeat(61);
        assertThat(Reading.items(Reading.fetching("{'url':'u','meta':" + good + "}")))
                .singleElement()
                .isInstanceOf(FetchItem.class);
        assertThat(detail(Reading.fetching("{'url':'u','meta':[" + good + "]}")))
                .contains("64 deep");
    }

    @Test
    void stringsNamesAndNumbersHaveAnEnd() {
        assertThat(detail(Reading.fetching("'" + "x".repeat(StrictJson.MAX_STRING + 1) + "'")))
                .contains("strings of");
        assertThat(detail(Reading.with("'" + "x".repeat(StrictJson.MAX_NAME + 1) + "':1")))
                .contains("names of");
        assertThat(detail(Reading.with("'buffer':" + "1".repeat(StrictJson.MAX_NUMBER + 1))))
                .contains("numbers of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "31e999999999000", "-1e-99999999999"})
    void exponentsHaveAnEnd(String number) {
        assertThat(detail(Reading.with("'buffer':" + number))).contains("exponent");
        assertThat(detail(Reading.fetching("{'url':'u','meta':" + number + "}")))
                .contains("exponent");
    }

    @Test
    void theAnswerSaysWhere() {
        assertThat(detail(Reading.json("{\n  'kind': oops\n}"))).contains("line 2, column");
    }
}

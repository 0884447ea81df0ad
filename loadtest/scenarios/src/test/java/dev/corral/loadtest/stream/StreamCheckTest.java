package dev.corral.loadtest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamCheckTest {
    private static final String START = """
        {"t":"start","seq":1,"job":"j_1","kind":"fetch","total":5,"deadline":null,"effective":{}}
        """;
    private static final String ITEMS = """
        {"t":"item","seq":2,"id":"b","index":1,"outcome":"failed","attempts":1,"error":{"kind":"status"}}
        {"t":"progress","seq":3,"done":1,"total":5,"in_flight":1,"ok":0,"failed":1}
        {"t":"item","seq":4,"index":0,"outcome":"cancelled","attempts":1,"error":{"kind":"cancelled"}}
        {"t":"not_started","seq":5,"from_index":2,"to_index":4}
        """;
    private static final String END = """
        {"t":"end","seq":6,"outcome":"failed","cause":"b","counts":{"total":5,"ok":0,"failed":1,"cancelled":1,\
        "not_started":3,"unknown":0,"deduped":0},"elapsed_ms":7}
        """;
    private static final String WHOLE = START + ITEMS + END;

    private static StreamTally tallyOf(String stream) {
        StreamVerdict verdict = StreamCheck.check(stream);
        assertThat(verdict).isInstanceOf(StreamVerdict.Whole.class);
        return ((StreamVerdict.Whole) verdict).tally();
    }

    private static StreamVerdict.Broken faultOf(String stream) {
        StreamVerdict verdict = StreamCheck.check(stream);
        assertThat(verdict).isInstanceOf(StreamVerdict.Broken.class);
        return (StreamVerdict.Broken) verdict;
    }

    @Test
    void tellsWhatAWholeStreamHolds() {
        StreamTally tally = tallyOf(WHOLE);
        assertThat(tally.kind()).isEqualTo("fetch");
        assertThat(tally.outcome()).isEqualTo("failed");
        assertThat(tally.cause()).isEqualTo("b");
        assertThat(tally.count("not_started")).isEqualTo(3);
        assertThat(tally.errors("status")).isEqualTo(1);
        assertThat(tally.items())
                .containsExactly(
                        new ItemResult(1, "failed", "status", 1, 0), new ItemResult(0, "cancelled", "cancelled", 1, 0));
    }

    @Test
    void acceptsAnUnknownTotalWhileTheInputStreams() {
        assertThat(tallyOf(WHOLE.replace("\"kind\":\"fetch\",\"total\":5", "\"kind\":\"fetch\",\"total\":null"))
                        .count("total"))
                .isEqualTo(5);
    }

    @Test
    void acceptsAJobWithoutItems() {
        assertThat(tallyOf("""
            {"t":"start","seq":1,"job":"j","kind":"fetch","total":0}
            {"t":"end","seq":2,"outcome":"completed","cause":null,"counts":{"total":0,"ok":0,"failed":0,\
            "cancelled":0,"not_started":0,"unknown":0,"deduped":0},"elapsed_ms":0}
            """).count("total")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "seq":3            | "seq":4             | 3 | seq is 4; expected 3
        "seq":4            | "seq":3             | 4 | seq is 3; expected 4
        "index":0          | "index":1           | 4 | item 1 has a second record
        "from_index":2     | "from_index":1      | 5 | item 1 has a second record
        "to_index":4       | "to_index":1        | 5 | items 2 to 1
        "to_index":4       | "to_index":9e99     | 5 | expected a whole number
        "to_index":4       | "to_index":99999999999 | 5 | expected an ascending range
        "index":0          | "index":-1          | 4 | items -1 to -1
        "failed":1,"cancelled":1 | "failed":0,"cancelled":2 | 6 | the end counts 0 failed; the records tell 1
        {"total":5,"ok"    | {"total":6,"ok"     | 6 | the outcomes add up to 5; expected the total of 6
        "total":5,"deadline" | "total":4,"deadline" | 6 | total is 5; expected 4, as the start said
        "outcome":"failed","cause" | "outcome":"completed","cause" | 6 | completed, with items cancelled or not started
        "outcome":"failed","cause" | "outcome":"finished","cause" | 6 | outcome is "finished"
        "outcome":"cancelled" | "outcome":"gone" | 4 | outcome is "gone"
        "kind":"status"    | "kind":"surprise"   | 2 | kind is "surprise"
        "t":"progress"     | "t":"start"         | 3 | expected one start, as the first
        "t":"progress"     | "t":"progres"       | 3 | expected a type of the API
        "done":1           | "done":-1           | 3 | done is -1
        "unknown":0        | "unknown":null      | 6 | unknown is null; expected a whole number
        """)
    void catchesAPlantedFault(String whole, String planted, long line, String fault) {
        assertThat(WHOLE).contains(whole);
        StreamVerdict.Broken broken = faultOf(WHOLE.replace(whole, planted));
        assertThat(broken.fault()).contains(fault);
        assertThat(broken.line()).isEqualTo(line);
    }

    @Test
    void catchesAMissingEnd() {
        assertThat(faultOf(START + ITEMS).fault()).contains("no end; the stream was cut short");
        assertThat(faultOf("").fault()).contains("no start");
    }

    @Test
    void catchesAnythingAfterTheEnd() {
        assertThat(faultOf(WHOLE + END.replace("\"seq\":6", "\"seq\":7")))
                .isEqualTo(
                        new StreamVerdict.Broken(7, "\"end\" after the end; expected the end to be the last record"));
    }

    @Test
    void catchesACutInTheLastLine() {
        assertThat(faultOf(WHOLE.stripTrailing()).fault()).contains("cut short");
    }

    @Test
    void catchesAnItemWithoutARecord() {
        String fault = faultOf(WHOLE.replace("\"to_index\":4", "\"to_index\":3")
                        .replace("\"total\":5", "\"total\":4")
                        .replace("\"not_started\":3", "\"not_started\":2")
                        .replace("\"index\":0", "\"index\":9"))
                .fault();
        assertThat(fault).contains("item 0 of 4 has no record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "1", "", "{\"t\":\"start\",\"t\":\"start\",\"seq\":1}", "{} {}"})
    void catchesALineThatIsNoObject(String line) {
        assertThat(faultOf(line + "\n").line()).isEqualTo(1);
    }

    @Test
    void holdsEntriesAgainstTheirItem() {
        String listing = """
            {"t":"start","seq":1,"kind":"list","total":1}
            {"t":"entry","seq":2,"index":0,"name":"a"}
            {"t":"entry","seq":3,"index":0,"name":"b"}
            {"t":"item","seq":4,"index":0,"outcome":"ok","attempts":1,"entries":2}
            {"t":"end","seq":5,"outcome":"completed","cause":null,"counts":{"total":1,"ok":1,"failed":0,\
            "cancelled":0,"not_started":0,"unknown":0,"deduped":0},"elapsed_ms":1}
            """;
        assertThat(tallyOf(listing).entries()).isEqualTo(2);
        assertThat(faultOf(listing.replace("\"entries\":2", "\"entries\":3")).fault())
                .contains("claims 3 entries; 2 were told");
        assertThat(faultOf(listing.replace("\"seq\":3,\"index\":0", "\"seq\":3,\"index\":1"))
                        .fault())
                .contains("claims 2 entries; 1 were told");
    }

    @Test
    void wantsAnErrorOfAFailureAndNoneOfASuccess() {
        String failed = "{\"t\":\"item\",\"seq\":2,\"index\":0,\"outcome\":\"failed\",\"attempts\":1}\n";
        assertThat(faultOf(START + failed).fault()).contains("a failed item without an error");
        String ok = failed.replace("\"failed\"", "\"ok\",\"error\":{\"kind\":\"status\"}");
        assertThat(faultOf(START + ok).fault()).contains("an ok item with an error");
    }
}

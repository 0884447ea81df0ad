package dev.corral.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.job.Meta;
import dev.corral.server.walk.Entry;
import dev.corral.server.walk.EntryType;
import dev.corral.server.walk.WalkError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The lines of a stream, as the API gives them.
final class RecordEncoderTest {
    private static final ItemDetail.Timing TIMING = new ItemDetail.Timing(3, 1, 4, 20, 31);

    private final RecordEncoder encoder = new RecordEncoder();

    /// Double quotes as single ones.
    private String encode(JobRecord each) {
        return new String(encoder.encode(each), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void start() {
        assertThat(encode(new JobRecord.Start("j_1", "fetch", 2L, Instant.EPOCH, Map.of("kind", "fetch"))))
                .isEqualTo("{'t':'start','seq':1,'job':'j_1','kind':'fetch','total':2,"
                        + "'deadline':'1970-01-01T00:00:00Z','effective':{'kind':'fetch'}}\n");
    }

    @Test
    void startOfAJobWhoseInputStillComes() {
        assertThat(encode(new JobRecord.Start("j_1", "fetch", null, null, Map.of())))
                .contains("'total':null,'deadline':null");
    }

    @Test
    void anItemThatIsOk() {
        ItemDetail detail = new ItemDetail.Fetched(200, "http://a.test/", 512, 210, "ab", null, null, TIMING);
        assertThat(encode(new JobRecord.ItemDone(0, "a1", Outcome.OK, 1, null, detail)))
                .isEqualTo("{'t':'item','seq':1,'id':'a1','index':0,'outcome':'ok','attempts':1,'status':200,"
                        + "'final_url':'http://a.test/','bytes':512,'bytes_wire':210,'sha256':'ab',"
                        + "'timing_ms':{'queued':3,'dns':1,'connect':4,'first_byte':20,'total':31}}\n");
    }

    @Test
    void anItemThatFailed() {
        ItemDetail.Timing short_ = new ItemDetail.Timing(0, -1, -1, -1, 7);
        assertThat(encode(new JobRecord.ItemDone(
                        1,
                        null,
                        Outcome.FAILED,
                        3,
                        new ItemError(ErrorKind.TIMEOUT_FIRST_BYTE, "no byte within 5000 ms"),
                        new ItemDetail.Unfetched(null, short_))))
                .isEqualTo("{'t':'item','seq':1,'index':1,'outcome':'failed','attempts':3,"
                        + "'timing_ms':{'queued':0,'total':7},'error':{'kind':'timeout_first_byte','detail':'no"
                        + " byte within 5000 ms','retryable':true}}\n");
    }

    @Test
    void anItemIsTheSameWhetherItIsNumberedAtOnceOrLater() {
        ItemDetail detail = new ItemDetail.Fetched(200, "http://a.test/ü", 512, 210, null, "{\"", null, TIMING);
        JobRecord.ItemDone item = new JobRecord.ItemDone(7, "a1", Outcome.OK, 1, null, detail);
        for (Framing framing : Framing.values()) {
            RecordEncoder atOnce = new RecordEncoder(framing, 41);
            RecordEncoder later = new RecordEncoder(framing, 41);
            ItemEncoder fields = new ItemEncoder();
            for (int i = 0; i < 2; i++) {
                assertThat(later.number(fields.encode(item))).isEqualTo(atOnce.encode(item));
            }
        }
    }

    @Test
    void itemsThatNeverBegan() {
        assertThat(encode(new JobRecord.NotStarted(3, 9)))
                .isEqualTo("{'t':'not_started','seq':1,'from_index':3,'to_index':9}\n");
    }

    @Test
    void progress() {
        Counts counts = new Counts(1000, 390, 10, 0, 0, 0, 0);
        assertThat(encode(new JobRecord.Progress(counts, 1000L, 32, 120.5, 5000L, List.of())))
                .startsWith("{'t':'progress','seq':1,'done':400,'total':1000,'in_flight':32,'ok':390,'failed':10,"
                        + "'per_s':120.5,'eta_ms':5000")
                .endsWith("}\n");
    }

    @Test
    void whoIsWaitedFor() {
        JobRecord.Waiting one = new JobRecord.Waiting("http://a.test:80", "rate", Instant.EPOCH);
        Counts counts = new Counts(1, 0, 0, 0, 0, 0, 0);
        assertThat(encode(new JobRecord.Progress(counts, 1L, 0, 0, null, List.of(one))))
                .endsWith("'waiting':[{'host':'http://a.test:80','why':'rate','until':'1970-01-01T00:00:00Z'}]}\n");
    }

    @Test
    void metaStandsAsItWasGiven() {
        JobRecord.ItemDone item = new JobRecord.ItemDone(0, null, Outcome.DEDUPED, 0, null, new ItemDetail.None());
        assertThat(encode(item.withMeta(new Meta("{\"a\":[1]}"))))
                .isEqualTo("{'t':'item','seq':1,'index':0,'outcome':'deduped','attempts':0,'meta':{'a':[1]}}\n");
    }

    @Test
    void whatWentThroughAPipeline() {
        ItemDetail detail = new ItemDetail.Piped(10, 9, 4, 1.23456, 0);
        assertThat(encode(new JobRecord.ItemDone(0, null, Outcome.OK, 1, null, detail)))
                .endsWith("'produced':10,'consumed':9,'most_queued':4,'producers_waited_s':1.235,"
                        + "'consumers_waited_s':0.0}\n");
    }

    @Test
    void end() {
        Counts counts = new Counts(10, 1, 2, 3, 4, 0, 0);
        assertThat(encode(new JobRecord.End(JobOutcome.FAILED, "a2", counts, 8123)))
                .isEqualTo("{'t':'end','seq':1,'outcome':'failed','cause':'a2','counts':{'total':10,'ok':1,'failed':2,"
                        + "'cancelled':3,'not_started':4,'unknown':0,'deduped':0},'elapsed_ms':8123}\n");
    }

    @Test
    void eachEntryIsALineAndHasANumber() {
        Entry file = new Entry("a.md", "a/a.md", EntryType.FILE, 12L, Instant.EPOCH, null);
        Entry closed = new Entry(
                "b", "a/b", EntryType.DIR, null, null, new WalkError(WalkError.Kind.PERMISSION, "may not be read"));
        assertThat(encode(new JobRecord.Entries(0, List.of(file, closed))).lines())
                .containsExactly(
                        "{'t':'entry','seq':1,'index':0,'name':'a.md','path_uri':'a/a.md','type':'file','size':12,"
                                + "'mtime':'1970-01-01T00:00:00Z'}",
                        "{'t':'entry','seq':2,'index':0,'name':'b','path_uri':'a/b','type':'dir',"
                                + "'error':{'kind':'permission','detail':'may not be read'}}");
        assertThat(encode(new JobRecord.NotStarted(0, 0))).contains("'seq':3");
    }

    @Test
    void whateverANameHoldsItIsOneLine() {
        Entry nasty = new Entry("a\n\"b\r\u001b\u0000\u2028\ufffd\ud83d\ude00", "x", null, null, null, null);
        byte[] line = encoder.encode(new JobRecord.Entries(0, List.of(nasty)));
        assertThat(new String(line, StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(line).doesNotContain(0x1b, 0x00, 0x0d);
    }
}

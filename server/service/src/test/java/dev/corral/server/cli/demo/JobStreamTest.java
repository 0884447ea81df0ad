package dev.corral.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JobStreamTest {
    private final Tally tally = new Tally();
    private final JobStream stream = new JobStream(2, tally);
    private int seq;

    /// A record with the next number.
    private void record(String rest) {
        line("{\"seq\":" + ++seq + "," + rest + "}");
    }

    private void line(String text) {
        stream.line(text.getBytes(StandardCharsets.UTF_8));
    }

    private void ok(int index) {
        record("\"t\":\"item\",\"index\":" + index + ",\"outcome\":\"ok\",\"attempts\":1,\"timing_ms\":{\"total\":7}");
    }

    private void failed(int index) {
        record("\"t\":\"item\",\"index\":" + index + ",\"outcome\":\"failed\",\"attempts\":2,"
                + "\"error\":{\"kind\":\"status\"},\"timing_ms\":{\"total\":9}");
    }

    private void end(String outcome, int ok, int failed) {
        record("\"t\":\"end\",\"outcome\":\"" + outcome + "\",\"counts\":{\"total\":" + (ok + failed) + ",\"ok\":" + ok
                + ",\"failed\":" + failed + ",\"cancelled\":0}");
    }

    @Test
    void streamThatHoldsHasNoProblem() {
        record("\"t\":\"start\",\"total\":2");
        failed(1);
        record("\"t\":\"progress\",\"done\":1");
        ok(0);
        end("completed", 1, 1);
        assertThat(stream.problem()).isNull();
    }

    @Test
    void itemsAreAddedUp() {
        ok(0);
        failed(1);
        Outcomes outcomes = tally.outcomes();
        assertThat(outcomes.byOutcome()).containsEntry("ok", 1L).containsEntry("failed", 1L);
        assertThat(outcomes.failures()).containsEntry("status", 1L);
        assertThat(outcomes.attempts()).isEqualTo(3);
        assertThat(outcomes.times()).isEqualTo(new Outcomes.Times(7, 9, 9));
        assertThat(tally.notOk()).isEqualTo(1);
    }

    @Test
    void missingEndIsAStreamCutShort() {
        ok(0);
        ok(1);
        assertThat(stream.problem()).contains("no end record");
    }

    @Test
    void gapInTheNumbersIsAProblem() {
        ok(0);
        seq++;
        ok(1);
        end("completed", 2, 0);
        assertThat(stream.problem()).isEqualTo("seq 3 came after 1");
    }

    @Test
    void missingItemIsAProblem() {
        ok(0);
        end("completed", 2, 0);
        assertThat(stream.problem()).isEqualTo("1 items were never told");
    }

    @Test
    void itemToldTwiceIsAProblem() {
        ok(0);
        ok(0);
        assertThat(stream.problem()).isEqualTo("item 0 was told twice");
    }

    @Test
    void itemThatNobodyAskedForIsAProblem() {
        ok(2);
        assertThat(stream.problem()).isEqualTo("item 2 was told and never asked for");
    }

    @Test
    void countsThatDifferFromWhatCameAreAProblem() {
        ok(0);
        ok(1);
        end("completed", 1, 1);
        assertThat(stream.problem()).isEqualTo("the end counts 1 ok where 2 came");
    }

    @Test
    void jobThatDidNotCompleteIsAProblem() {
        ok(0);
        record("\"t\":\"not_started\",\"from_index\":1,\"to_index\":1");
        end("cancelled", 1, 0);
        assertThat(stream.problem()).isEqualTo("the job ended as cancelled");
        assertThat(tally.outcomes().of("not_started")).isEqualTo(1);
    }

    @Test
    void recordAfterTheEndIsAProblem() {
        ok(0);
        ok(1);
        end("completed", 2, 0);
        record("\"t\":\"progress\"");
        assertThat(stream.problem()).isEqualTo("a record came after the end");
    }

    @Test
    void lineThatIsNotJsonIsAProblem() {
        line("{\"seq\":1,");
        assertThat(stream.problem()).startsWith("line 1 is not JSON");
    }
}

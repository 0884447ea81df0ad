package dev.corral.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LineEncoderTest {
    private static final Logger LOG = LoggerFactory.getLogger(LineEncoderTest.class);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private static LogCapture log(LogFormat format) {
        return LogCapture.of(LineEncoderTest.class, format);
    }

    @Test
    void textIsTimeLevelLoggerMessageAndFields() {
        try (LogCapture log = log(LogFormat.TEXT)) {
            LOG.atInfo()
                    .addKeyValue("job", "j_1")
                    .addKeyValue("cause", (Object) null)
                    .addKeyValue("ok", 3)
                    .addKeyValue("name", "two words")
                    .log("job.end");
            LOG.warn("plain {}", 7);
            assertThat(log.lines().getFirst())
                    .matches(TIME + " INFO  LineEncoderTest job\\.end job=j_1 ok=3 name=\"two words\"");
            assertThat(log.lines().getLast()).matches(TIME + " WARN  LineEncoderTest plain 7");
        }
    }

    @Test
    void nobodyForgesALineOfText() {
        try (LogCapture log = log(LogFormat.TEXT)) {
            String forged = "x\n2026-11-22T00:00:00.000Z INFO  JobLog job.end\r\u001b[2J\u202e\u2028";
            LOG.atError()
                    .addKeyValue("cause", forged)
                    .setCause(new IllegalStateException(forged))
                    .log(forged);
            assertThat(log.lines().getFirst()).matches(TIME + " ERROR LineEncoderTest .*");
            assertThat(log.lines().subList(1, log.lines().size())).allMatch(line -> line.startsWith("  | "));
            assertThat(String.join("", log.lines())).doesNotContain("\u001b", "\r", "\u202e", "\u2028");
        }
    }

    @Test
    void aQuoteInAFieldDoesNotEndIt() {
        try (LogCapture log = log(LogFormat.TEXT)) {
            LOG.atInfo().addKeyValue("cause", "a\" outcome=\"completed").log("job.end");
            assertThat(log.lines().getFirst()).endsWith(" cause=\"a\\\" outcome=\\\"completed\"");
        }
    }

    @Test
    void jsonIsOneObjectALineWithTheFieldsInIt() throws Exception {
        try (LogCapture log = log(LogFormat.JSON)) {
            LOG.atWarn()
                    .addKeyValue("ok", 3L)
                    .addKeyValue("attached", true)
                    .addKeyValue("cause", "x\n\"y\"")
                    .setCause(new IllegalStateException("why"))
                    .log("job.end");
            assertThat(log.lines()).hasSize(1);
            JsonNode line = new ObjectMapper().readTree(log.lines().getFirst());
            assertThat(line.path("time").asText()).matches(TIME);
            assertThat(line.path("level").asText()).isEqualTo("WARN");
            assertThat(line.path("logger").asText()).isEqualTo(LineEncoderTest.class.getName());
            assertThat(line.path("message").asText()).isEqualTo("job.end");
            assertThat(line.path("ok").isIntegralNumber()).isTrue();
            assertThat(line.path("attached").isBoolean()).isTrue();
            assertThat(line.path("cause").asText()).isEqualTo("x\n\"y\"");
            assertThat(line.path("error").asText()).contains("IllegalStateException: why", "LineEncoderTest");
        }
    }

    @Test
    void linesOfATaskSayWhoseWorkItDoesAndSoDoThoseThatItStarts() throws NurseryFailed, InterruptedException {
        try (LogCapture log = log(LogFormat.TEXT)) {
            Backend.jdk().run(() -> {
                LOG.info("before");
                LogTags.CURRENT.set(new LogTags("j_1", "0af7651916cd43dd8448eb211c80319c"));
                Nursery.open(NurseryOptions.named("n"), nursery -> nursery.start("child", () -> LOG.info("within")));
                return Boolean.TRUE;
            });
            assertThat(log.lines().getFirst()).endsWith(" before");
            assertThat(log.lines().getLast()).endsWith(" within job=j_1 trace_id=0af7651916cd43dd8448eb211c80319c");
        }
    }
}

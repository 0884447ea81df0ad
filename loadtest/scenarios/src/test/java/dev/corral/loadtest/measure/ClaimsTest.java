package dev.corral.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.loadtest.stream.ItemResult;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
    private final Claims claims = new Claims();

    private static JsonNode seen(String path, long requests) throws JsonProcessingException {
        return new JsonMapper()
                .readTree("{\"paths\":{\"" + path + "\":{\"requests\":99,\"since_mark\":" + requests + "}}}");
    }

    @Test
    void wantsEachAnswerToHaveBeenARequest() throws JsonProcessingException {
        claims.add("http://o/bytes?n=1", new ItemResult(0, "ok", null, 1, 0));
        claims.add("http://o/bytes?n=2", new ItemResult(1, "failed", "status", 2, 0));
        assertThat(claims.disagreement(seen("/bytes", 3))).isNull();
        assertThat(claims.disagreement(seen("/bytes", 2)))
                .isEqualTo("/bytes: the origin saw 2 requests, the streams claim 3");
        assertThat(claims.disagreement(seen("/bytes", 4))).contains("saw 4");
    }

    @Test
    void leavesOpenWhetherWhatWasCutShortArrived() throws JsonProcessingException {
        claims.add("http://o/stall", new ItemResult(0, "cancelled", "deadline", 1, 0));
        assertThat(claims.disagreement(seen("/stall", 0))).isNull();
        assertThat(claims.disagreement(seen("/stall", 1))).isNull();
        assertThat(claims.disagreement(seen("/stall", 2))).contains("claim 0 to 1");
    }

    @Test
    void catchesARequestForWhatWasNeverStarted() throws JsonProcessingException {
        claims.add("http://o/bytes", new ItemResult(0, "failed", "host_denied", 0, 0));
        claims.add("http://o/bytes", new ItemResult(1, "not_started", null, 0, 0));
        assertThat(claims.disagreement(seen("/bytes", 1))).contains("the streams claim none");
        assertThat(claims.disagreement(seen("/bytes", 0))).isNull();
    }
}

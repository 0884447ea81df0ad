package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

final class AnswerTest {
    @Test
    void oneNumberAmongNansIsAlive() throws JsonProcessingException {
        assertThat(verdict("{\"values\":[[1,\"NaN\"],[2,\"NaN\"]]},{\"values\":[[1,\"NaN\"],[2,\"0.5\"]]}"))
                .isEqualTo(Verdict.ALIVE);
    }

    @Test
    void nothingButNanIsToldApart() throws JsonProcessingException {
        assertThat(verdict("{\"values\":[[1,\"NaN\"]]}")).isEqualTo(Verdict.ONLY_NAN);
    }

    @Test
    void nothingButZeroIsToldApart() throws JsonProcessingException {
        assertThat(verdict("{\"values\":[[1,\"0\"],[2,\"NaN\"]]}")).isEqualTo(Verdict.ONLY_ZEROS);
    }

    @Test
    void aSuccessWithoutSeriesIsNothing() throws JsonProcessingException {
        assertThat(verdict("")).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void aRefusalIsAnErrorThatSaysWhy() {
        assertThatThrownBy(() -> answer("{\"status\":\"error\",\"error\":\"parse error\"}"))
                .hasMessage("Prometheus refuses up(: parse error");
    }

    private static Verdict verdict(String series) throws JsonProcessingException {
        return answer("{\"status\":\"success\",\"data\":{\"result\":[" + series + "]}}")
                .verdict();
    }

    private static Answer answer(String json) throws JsonProcessingException {
        return Answer.of("up(", new JsonMapper().readTree(json));
    }
}

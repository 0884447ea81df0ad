package dev.corral.server.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(Problem.malformed("r", "d"), 400, "/problems/malformed"),
                arguments(Problem.unauthorised("r"), 401, "/problems/unauthorised"),
                arguments(Problem.notFound("r", "d"), 404, "/problems/not-found"),
                arguments(Problem.methodNotAllowed("r", "d"), 405, "/problems/method-not-allowed"),
                arguments(Problem.notAcceptable("r", "d"), 406, "/problems/not-acceptable"),
                arguments(Problem.timeout("r", "d"), 408, "/problems/request-timeout"),
                arguments(Problem.conflict("r", "d"), 409, "/problems/conflict"),
                arguments(Problem.gone("r", "d"), 410, "/problems/gone"),
                arguments(Problem.tooLarge("r", "d"), 413, "/problems/too-large"),
                arguments(Problem.unsupportedMediaType("r", "d"), 415, "/problems/unsupported-media-type"),
                arguments(Problem.validation("r", List.of()), 422, "/problems/validation"),
                arguments(Problem.keyReused("r", "d"), 422, "/problems/idempotency-key-reused"),
                arguments(Problem.quota("r", "d"), 429, "/problems/quota"),
                arguments(Problem.internal("r"), 500, "/problems/internal"),
                arguments(Problem.overloaded("r", "d"), 503, "/problems/overloaded"),
                arguments(Problem.draining("r"), 503, "/problems/draining"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseHasItsTypeAndStatus(Problem problem, int status, String type) throws IOException {
        JsonNode json = new ObjectMapper().readTree(problem.toJson());
        assertThat(json.get("status").intValue()).isEqualTo(status);
        assertThat(json.get("type").textValue()).isEqualTo(type);
        assertThat(json.get("request_id").textValue()).isEqualTo("r");
        assertThat(json.get("title").textValue()).isNotBlank();
        assertThat(json.get("detail").textValue()).isNotBlank();
        assertThat(json.has("errors")).isFalse();
    }

    @Test
    void aValidationProblemListsItsErrors() {
        Problem problem =
                Problem.validation("req_7", List.of(new FieldError("#/items/3/url", "numeric_host", "ambiguous")));
        assertThat(new String(problem.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"/problems/validation\",\"title\":\"Invalid job\",\"status\":422,"
                        + "\"detail\":\"1 error\",\"request_id\":\"req_7\",\"errors\":[{\"pointer\":\"#/items/3/url\","
                        + "\"code\":\"numeric_host\",\"detail\":\"ambiguous\"}]}");
    }

    @Test
    void manyErrorsAreCountedInTheDetail() {
        Problems problems = new Problems();
        Collections.nCopies(3, new FieldError("#", "type", "d")).forEach(problems::add);
        assertThat(Problem.validation("r", problems.list()).detail()).isEqualTo("3 errors");
        Collections.nCopies(98, new FieldError("#", "type", "d")).forEach(problems::add);
        assertThat(Problem.validation("r", problems.list()).detail()).isEqualTo("more than 100 errors");
    }

    @Test
    void loneSurrogatesAndControlCharactersStillGiveJson() throws IOException {
        byte[] json = Problem.malformed("r", "a\ud800b\u001b\n").toJson();
        assertThat(new ObjectMapper().readTree(json).get("detail").textValue()).isEqualTo("a?b\u001b\n");
    }
}

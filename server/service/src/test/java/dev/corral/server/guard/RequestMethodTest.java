package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Refusal.Code;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The methods that callers may use (S8).
class RequestMethodTest {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"})
    void takesTheClosedList(String method) {
        assertThat(RequestMethod.check(method)).isNull();
        assertThat(RequestMethod.of(method)).hasToString(method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONNECT", "TRACE", "get", "", "G E T", "GET ", "GET / HTTP/1.1\r\nX: 1", "PROPFIND", "GET\0"})
    void refusesEverythingElse(String method) {
        assertThat(Objects.requireNonNull(RequestMethod.check(method)).code()).isEqualTo(Code.BAD_METHOD);
    }

    @Test
    void knowsWhichMayBeRetried() {
        assertThat(Stream.of(RequestMethod.values()).filter(method -> !method.idempotent()))
                .containsExactly(RequestMethod.POST, RequestMethod.PATCH);
    }
}

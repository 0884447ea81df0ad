package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.stream.Framing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which `Content-Type` is read and which `Accept` can be met.
final class MediaTypesTest {
    @ParameterizedTest
    @CsvSource({
        "application/json, JSON",
        "Application/JSON, JSON",
        "application/json; charset=UTF-8, JSON",
        "application/json;charset=\"utf-8\", JSON",
        "application/x-ndjson, NDJSON",
        "text/plain, TEXT",
        "text/plain; charset=us-ascii, TEXT",
        "text/plain; format=flowed; charset=utf-8, TEXT"
    })
    void theseAreRead(String contentType, MediaTypes.Input input) {
        assertThat(MediaTypes.input(contentType)).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*, text/event-stream;q=0.5",
                "json",
                "application/jsonp",
                "application/json; charset=utf-16",
                "text/plain; charset=latin1",
                "text/html",
                ";",
                "application/x-www-form-urlencoded"
            })
    void theseAreNot(String contentType) {
        assertThat(MediaTypes.input(contentType)).isNull();
    }

    @Test
    void nothingIsNoType() {
        assertThat(MediaTypes.input(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*, text/event-stream;q=0.5",
                "*/*",
                "application/*",
                "application/x-ndjson",
                "APPLICATION/X-NDJSON",
                "text/html, */*;q=0.1",
                "application/x-ndjson; q=0.5",
                "text/html,application/x-ndjson"
            })
    void theseCanBeMet(String accept) {
        assertThat(MediaTypes.framing(accept)).isEqualTo(Framing.NDJSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json",
                "application/x-ndjson;q=0",
                "application/x-ndjson; q=0.000",
                "*/*, application/x-ndjson;q=0, text/event-stream;q=0"
            })
    void theseCannot(String accept) {
        assertThat(MediaTypes.framing(accept)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/*",
                "text/event-stream, application/x-ndjson;q=0.9",
                "*/*;q=0.1, text/event-stream"
            })
    void whoPrefersEventsGetsEvents(String accept) {
        assertThat(MediaTypes.framing(accept)).isEqualTo(Framing.SSE);
    }

    @Test
    void aClientThatDoesNotSayTakesWhatComes() {
        assertThat(MediaTypes.framing(null)).isEqualTo(Framing.NDJSON);
    }
}

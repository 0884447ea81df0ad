package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65_535, 65_536, 65_537, 200_000, 3_000_000})
    void bodyHasTheLengthAndNoSeam(int length) {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get("/bytes?n=" + length);
            assertThat(answer.headers().get(HttpHeaders.CONTENT_LENGTH)).isEqualTo(Integer.toString(length));
            String expected = Filler.LINE.repeat(length / Filler.LINE.length() + 1);
            assertThat(answer.text().equals(expected.substring(0, length))).isTrue();
        }
    }

    @Test
    void manyBlocksArriveWhole() {
        long length = 300_000_001;
        try (RunningOrigin origin = new RunningOrigin()) {
            AtomicLong received = new AtomicLong();
            Future<Void> end = origin.exchange(
                    HttpMethod.GET,
                    "/bytes?n=" + length,
                    request -> request.send()
                            .compose(head -> head.handler(chunk -> received.addAndGet(chunk.length()))
                                    .end()));
            var _ = RunningOrigin.await(end);
            assertThat(received).hasValue(length);
        }
    }

    @Test
    void readerThatStopsHoldsTheAnswerBackAndOthersGoOn() {
        try (RunningOrigin origin = new RunningOrigin()) {
            HttpClientResponse paused = RunningOrigin.await(origin.exchange(
                    HttpMethod.GET,
                    "/bytes?n=10000000000",
                    request -> request.send()
                            .onSuccess(response -> response.pause().exceptionHandler(_ -> {}))));
            assertThat(paused.getHeader(HttpHeaders.CONTENT_LENGTH)).isEqualTo("10000000000");
            assertThat(origin.get("/bytes?n=5").text()).isEqualTo("abcde");
            assertThat(origin.seen("/bytes", seen -> seen.getLong("in_flight") == 1)
                            .getLong("abandoned"))
                    .isZero();
            var _ = RunningOrigin.await(paused.request().connection().close());
            assertThat(origin.seen("/bytes", seen -> seen.getLong("in_flight") == 0)
                            .getLong("abandoned"))
                    .isEqualTo(1);
        }
    }

    @Test
    void headTellsTheLengthWithoutABody() {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.send(HttpMethod.HEAD, "/bytes?n=5000000000");
            assertThat(answer.headers().get(HttpHeaders.CONTENT_LENGTH)).isEqualTo("5000000000");
            assertThat(answer.body()).isEqualTo(Buffer.buffer());
            assertThat(origin.get("/bytes?n=3").text()).isEqualTo("abc");
        }
    }

    @Test
    void uploadIsReadAndDropped() {
        try (RunningOrigin origin = new RunningOrigin()) {
            Buffer answer = RunningOrigin.await(origin.exchange(
                    HttpMethod.POST,
                    "/bytes?n=3",
                    request ->
                            request.send(Buffer.buffer("x".repeat(1_000_000))).compose(HttpClientResponse::body)));
            assertThat(answer.toString()).isEqualTo("abc");
            assertThat(origin.get("/bytes?n=3").text()).isEqualTo("abc");
        }
    }
}

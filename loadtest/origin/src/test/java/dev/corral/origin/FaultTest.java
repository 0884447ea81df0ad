package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void assertAnswered(RunningOrigin origin, String path) {
        JsonObject seen = origin.seen(path, ofPath -> ofPath.getLong("in_flight") == 0);
        assertThat(seen.getLong("abandoned")).isZero();
    }

    @Test
    void dripSendsTheWholeBody() {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.get("/drip?bytes=4&every_ms=2").text()).isEqualTo("aaaa");
            assertAnswered(origin, "/drip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drip", "/infinite", "/gzip-bomb", "/bytes?n=9000000"})
    void longBodyIsLeftOutWhenOnlyTheHeadIsAskedFor(String target) {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.send(HttpMethod.HEAD, target).body().length()).isZero();
            assertAnswered(origin, target.split("\\?", 2)[0]);
            assertThat(origin.get("/bytes?n=3").text()).isEqualTo("abc");
        }
    }

    @Test
    void slowHeadersMakeAWellFormedAnswerAndAClose() throws IOException {
        try (RunningOrigin origin = new RunningOrigin();
                Socket socket = origin.raw("/slow-headers?every_ms=1")) {
            assertThat(readAll(socket)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nslow\n");
            assertAnswered(origin, "/slow-headers");
        }
    }

    @Test
    void resetWithoutAHeadGivesNothingButTheReset() throws IOException {
        try (RunningOrigin origin = new RunningOrigin();
                Socket socket = origin.raw("/reset")) {
            assertThatThrownBy(() -> readAll(socket))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertAnswered(origin, "/reset");
        }
    }

    @Test
    void resetInTheBodyComesAfterTheHead() throws IOException {
        try (RunningOrigin origin = new RunningOrigin();
                Socket socket = origin.raw("/reset?after=10")) {
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThatThrownBy(() -> readAll(socket)).isInstanceOf(SocketException.class);
            assertAnswered(origin, "/reset");
        }
    }

    @Test
    void shortBodyEndsInTheMiddle() throws IOException {
        try (RunningOrigin origin = new RunningOrigin();
                Socket socket = origin.raw("/short?n=20")) {
            String answer = readAll(socket);
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-length: 20\r\n");
            assertThat(answer).endsWith("\r\n\r\nabcdefghij");
            assertAnswered(origin, "/short");
        }
    }

    @Test
    void excessFollowsTheBodyOnTheOpenConnection() throws IOException {
        try (RunningOrigin origin = new RunningOrigin();
                Socket socket = origin.raw("/excess?n=3&extra=4")) {
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (!answer.toString().endsWith("\r\n\r\nabcdefg")) {
                int next = in.read();
                assertThat(next).as("after %s", answer).isNotNegative();
                answer.append((char) next);
            }
            assertThat(answer.toString().toLowerCase(Locale.ROOT)).contains("content-length: 3\r\n");
        }
    }

    @Test
    void gzipBombUnpacksToZerosOfTheAnnouncedSize() throws IOException {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get("/gzip-bomb?mib=20");
            assertThat(answer.headers().get(HttpHeaders.CONTENT_ENCODING)).isEqualTo("gzip");
            assertThat(answer.body().length()).isLessThan(40_000);
            // The stream checks the checksum and the length of the trailer at its end.
            try (InputStream in =
                    new GZIPInputStream(new ByteArrayInputStream(answer.body().getBytes()))) {
                assertThat(in.readAllBytes()).isEqualTo(new byte[20 << 20]);
            }
        }
    }

    @Test
    void infiniteGoesOnForAsLongAsItIsRead() throws IOException {
        try (RunningOrigin origin = new RunningOrigin();
                Socket socket = origin.raw("/infinite")) {
            assertThat(socket.getInputStream().readNBytes(20_000_000)).hasSize(20_000_000);
            assertThat(origin.get("/bytes?n=1").text()).isEqualTo("a");
        }
    }
}

package dev.corral.loadtest.side;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.stream.StreamVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JobCallTest {
    private static final String STREAM = """
        {"t":"start","seq":1,"job":"j","kind":"fetch","total":0}
        {"t":"end","seq":2,"outcome":"completed","cause":null,"counts":{"total":0,"ok":0,"failed":0,"cancelled":0,\
        "not_started":0,"unknown":0,"deduped":0},"elapsed_ms":0}
        """;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Crew crew = new Crew();

    @AfterEach
    void close() {
        crew.close();
    }

    /// Answers one request with these bytes, and closes.
    private JobReply replyTo(String answer) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<String> served = crew.start(() -> serve(server, answer));
            JobReply reply = new JobCall("http://127.0.0.1:" + server.getLocalPort(), LIMIT)
                    .run(JobOrder.json("{}"), System.nanoTime());
            assertThat(Crew.result(served, LIMIT))
                    .startsWith("POST /v1/jobs HTTP/1.1\r\n")
                    .contains("Content-Length: 2\r\n", "Content-Type: application/json\r\n")
                    .endsWith("\r\n\r\n{}");
            return reply;
        }
    }

    private static String serve(ServerSocket server, String answer) throws IOException {
        try (Socket socket = server.accept()) {
            StringBuilder request = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (!request.toString().endsWith("{}")) {
                request.append((char) in.read());
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return request.toString();
        }
    }

    private static String chunked(String body) {
        int half = body.length() / 2;
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(half) + "\r\n"
                + body.substring(0, half) + "\r\n" + Integer.toHexString(body.length() - half) + "\r\n"
                + body.substring(half) + "\r\n0\r\n\r\n";
    }

    @Test
    void readsAChunkedStreamToItsEnd() throws IOException, InterruptedException {
        assertThat(replyTo(chunked(STREAM))).isInstanceOfSatisfying(JobReply.Streamed.class, streamed -> {
            assertThat(streamed.verdict()).isInstanceOf(StreamVerdict.Whole.class);
            assertThat(streamed.head().endNanos())
                    .isLessThanOrEqualTo(streamed.total().endNanos());
        });
    }

    @Test
    void tellsAStreamWithoutItsEndFromAWholeOne() throws IOException, InterruptedException {
        assertThat(replyTo(chunked(STREAM.lines().findFirst().orElseThrow() + "\n")))
                .isInstanceOfSatisfying(
                        JobReply.Streamed.class,
                        streamed -> assertThat(streamed.verdict()).isInstanceOf(StreamVerdict.Broken.class));
    }

    @Test
    void isBrokenWhenTheLastChunkIsMissing() throws IOException, InterruptedException {
        String cut = chunked(STREAM);
        assertThat(replyTo(cut.substring(0, cut.length() - 5)))
                .isInstanceOfSatisfying(JobReply.Broken.class, broken -> {
                    assertThat(broken.answered()).isTrue();
                    assertThat(broken.error()).contains("cut short");
                });
    }

    @Test
    void tellsARefusalWithItsRetryAfter() throws IOException, InterruptedException {
        assertThat(replyTo("HTTP/1.1 503 Busy\r\nRetry-After: 2\r\nContent-Length: 2\r\n\r\nno"))
                .isInstanceOfSatisfying(JobReply.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.retryAfter()).isEqualTo("2");
                    assertThat(refused.body()).isEqualTo("no");
                });
    }

    @Test
    void isBrokenWithoutAnAnswer() throws IOException, InterruptedException {
        assertThat(replyTo(""))
                .isInstanceOfSatisfying(
                        JobReply.Broken.class,
                        broken -> assertThat(broken.answered()).isFalse());
    }

    @Test
    void isBrokenByWhatIsNotHttp() throws IOException, InterruptedException {
        assertThat(replyTo("SSH-2.0-x\r\n\r\n")).isInstanceOf(JobReply.Broken.class);
        assertThat(replyTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .isInstanceOf(JobReply.Broken.class);
        assertThat(replyTo("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")).isInstanceOf(JobReply.Broken.class);
    }
}

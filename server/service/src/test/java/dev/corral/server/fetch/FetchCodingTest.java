package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S9: bodies that come coded.
final class FetchCodingTest {
    private static final String TEXT = "All work and no play. ".repeat(100);

    private static String coded(String coding, byte[] body) {
        return "HTTP/1.1 200 OK\r\n" + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n"
                + new String(body, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode fetch(String answer, String defaults) throws Exception {
        try (RawOrigin origin = RawOrigin.answering(answer);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            return server.fetch(origin.url(), ",'defaults':{" + defaults + "}");
        }
    }

    private static String errorKind(JsonNode item) {
        return item.path("error").path("kind").asText();
    }

    @Test
    void gzipAndDeflateAreOffered() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            server.fetch(origin.url(), "");
            assertThat(origin.heads().getFirst().toLowerCase(Locale.ROOT)).contains("accept-encoding: gzip, deflate");
        }
    }

    @Test
    void aCodedBodyIsToldAsItIsMeant() throws Exception {
        byte[] packed = UnpackerTest.gzip(bytes(TEXT));
        for (String answer : new String[] {
            coded("Content-Encoding: gzip", packed),
            coded("Content-Encoding: X-GZIP", packed),
            coded("Content-Encoding: identity, gzip", packed),
            coded("Content-Encoding: deflate", UnpackerTest.deflate(bytes(TEXT), false)),
            coded("Content-Encoding: deflate", UnpackerTest.deflate(bytes(TEXT), true))
        }) {
            JsonNode item = fetch(answer, "'capture':'text'");
            assertThat(item.path("body").asText()).as(item.toString()).isEqualTo(TEXT);
            assertThat(item.path("bytes").asInt()).isEqualTo(TEXT.length());
            assertThat(item.path("bytes_wire").asInt()).isBetween(20, 200);
        }
    }

    /// 64 MiB in 65 KB.
    @Test
    void aBombIsNotUnpacked() throws Exception {
        String answer = coded("Content-Encoding: gzip", UnpackerTest.gzip(new byte[64 << 20]));
        assertThat(errorKind(fetch(answer, "'capture':'sha256','max_body_bytes':1073741824")))
                .isEqualTo("decompression_limit");
        assertThat(errorKind(fetch(answer, "'capture':'none'"))).isEqualTo("decompression_limit");
    }

    @Test
    void theCapHoldsForWhatIsSentToo() throws Exception {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        assertThat(errorKind(
                        fetch(coded("Content-Encoding: gzip", UnpackerTest.gzip(random)), "'max_body_bytes':50000")))
                .isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: gzip, gzip",
                "Content-Encoding: gzip\r\nContent-Encoding: deflate",
                "Content-Encoding: br,gzip",
                "Content-Encoding: gzip,,gzip"
            })
    void codingsOneOverTheOtherAreRefused(String coding) throws Exception {
        assertThat(errorKind(fetch(coded(coding, UnpackerTest.gzip(bytes(TEXT))), "")))
                .isEqualTo("protocol");
    }

    @Test
    void whatIsNotCodedAsItSaysIsAProtocolFault() throws Exception {
        assertThat(errorKind(fetch(coded("Content-Encoding: gzip", bytes(TEXT)), "")))
                .isEqualTo("protocol");
        byte[] packed = UnpackerTest.gzip(bytes(TEXT));
        assertThat(errorKind(fetch(coded("Content-Encoding: gzip", Arrays.copyOf(packed, packed.length - 3)), "")))
                .isEqualTo("protocol");
    }

    @Test
    void anUnknownCodingIsTakenAsItComes() throws Exception {
        JsonNode item = fetch(coded("Content-Encoding: br", bytes("packed")), "'capture':'text'");
        assertThat(item.path("outcome").asText()).isEqualTo("ok");
        assertThat(item.path("body").asText()).isEqualTo("packed");
        assertThat(item.path("bytes").asInt()).isEqualTo(item.path("bytes_wire").asInt());
    }

    @Test
    void aHeadAnswerHasNothingToUnpack() throws Exception {
        assertThat(fetch("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 500\r\n\r\n", "'method':'HEAD'")
                        .path("outcome")
                        .asText())
                .isEqualTo("ok");
    }
}

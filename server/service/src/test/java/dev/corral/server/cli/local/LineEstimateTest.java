package dev.corral.server.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineEstimateTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void wholeInputIsCountedWithoutCommentsAndBlankLines() {
        String text = "a\r\n\r\n# no\nb\n\nc";
        LineEstimate lines = new LineEstimate(text.length());
        lines.saw(bytes(text.substring(0, 7)));
        lines.saw(bytes(text.substring(7)));
        assertThat(lines.estimate()).isEqualTo(3);
    }

    @Test
    void restIsTakenToBeLikeWhatWasSeen() {
        LineEstimate lines = new LineEstimate(4000);
        lines.saw(bytes("abc\n".repeat(10)));
        assertThat(lines.estimate()).isEqualTo(1000);
    }

    @Test
    void nobodyKnowsBeforeTheFirstPieceOrWithoutASize() {
        assertThat(new LineEstimate(100).estimate()).isEqualTo(-1);
        LineEstimate pipe = new LineEstimate(-1);
        pipe.saw(bytes("a\n"));
        assertThat(pipe.estimate()).isEqualTo(-1);
    }
}

package dev.corral.loadtest.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.stream.ItemResult;
import dev.corral.loadtest.stream.StreamTally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExpectedTest {
    private static final StreamTally FAILED = new StreamTally(
            "fetch",
            "failed",
            "#0",
            Map.of("total", 3L, "failed", 1L, "not_started", 2L),
            0,
            List.of(new ItemResult(0, "failed", "status", 1, 0)));

    @Test
    void isMetByWhatItNames() {
        assertThat(Expected.ended("failed", "#0")
                        .items("not_started", 2)
                        .errors("status", 1)
                        .fault(FAILED))
                .isNull();
    }

    @Test
    void tellsAllThatDiffers() {
        assertThat(Expected.completed().items("ok", 3).errors("throttled", 1).fault(FAILED))
                .contains("ended failed by #0; expected completed by null")
                .contains("0 items ok; expected 3")
                .contains("0 items failed by throttled; expected 1");
    }
}

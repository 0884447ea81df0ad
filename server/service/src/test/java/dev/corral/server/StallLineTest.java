package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.vertx.Stall;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StallLineTest {
    private static List<StackTraceElement> stack(int frames) {
        return IntStream.range(0, frames)
                .mapToObj(i -> new StackTraceElement("a.B", "m" + i, "B.java", i))
                .toList();
    }

    @Test
    void itNamesTheTaskAndWhereItIs() {
        assertThat(StallLine.of(new Stall("worker-1", "loop-0", Duration.ofMillis(250), stack(2))))
                .isEqualTo("loop.stalled task='worker-1' loop=loop-0 lasting_ms=250 at a.B.m0:0 < a.B.m1:1");
    }

    @Test
    void deepStacksAndLongNamesAreCutShort() {
        assertThat(StallLine.of(new Stall("t", "l", Duration.ofMillis(1), stack(300))))
                .endsWith("< a.B.m7:7 < 292 more");
        assertThat(StallLine.of(new Stall("t".repeat(100_000), "l", Duration.ofMillis(1), stack(1))))
                .hasSize(1_003)
                .endsWith("...");
    }
}

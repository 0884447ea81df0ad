package dev.corral.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceChoiceTest {
    private static final TraceParent RECORDED =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
    private static final TraceParent UNRECORDED =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false);

    private long nanos = -5;

    private TraceChoice choice(double ratio) {
        return new TraceChoice(ratio, new SplittableRandom(1), () -> nanos);
    }

    private static long traced(TraceChoice choice, TraceParent parent, int jobs) {
        return IntStream.range(0, jobs).filter(i -> choice.isTraced(parent)).count();
    }

    @Test
    void jobsWithoutATraceAreTracedByTheRatio() {
        TraceChoice some = choice(0.1);
        long traced =
                IntStream.range(0, 10_000).filter(i -> some.isTraced(null)).count();
        assertThat(traced).isBetween(900L, 1100L);
        assertThat(choice(0).isTraced(null)).isFalse();
        assertThat(choice(1).isTraced(null)).isTrue();
    }

    @Test
    void aCallerThatDoesNotRecordItsTraceIsNotFollowed() {
        assertThat(traced(choice(1), UNRECORDED, 100)).isZero();
    }

    @Test
    void callersThatRecordTheirsAreFollowedUpToSoManyASecond() {
        TraceChoice choice = choice(0);
        assertThat(traced(choice, RECORDED, 1000)).isEqualTo(TraceChoice.MOST_FOLLOWED);
        nanos += TimeUnit.MILLISECONDS.toNanos(500);
        assertThat(traced(choice, RECORDED, 1000)).isEqualTo(TraceChoice.MOST_FOLLOWED / 2);
        nanos += TimeUnit.HOURS.toNanos(1);
        assertThat(traced(choice, RECORDED, 1000)).isEqualTo(TraceChoice.MOST_FOLLOWED);
    }
}

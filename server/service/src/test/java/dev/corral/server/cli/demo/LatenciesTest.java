package dev.corral.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void nothingRecordedIsZero() {
        assertThat(latencies.percentile(50)).isZero();
        assertThat(latencies.percentile(100)).isZero();
    }

    @Test
    void percentilesAreExact() {
        LongStream.rangeClosed(1, 1000).forEach(latencies::record);
        assertThat(latencies.percentile(50)).isEqualTo(500);
        assertThat(latencies.percentile(99)).isEqualTo(990);
        assertThat(latencies.percentile(100)).isEqualTo(1000);
    }

    @Test
    void oneTimeIsEveryPercentile() {
        latencies.record(0);
        assertThat(latencies.percentile(1)).isZero();
        assertThat(latencies.percentile(100)).isZero();
    }

    @Test
    void whatIsOutOfRangeCountsAsItsBound() {
        latencies.record(Long.MAX_VALUE);
        latencies.record(-1);
        assertThat(latencies.percentile(50)).isZero();
        assertThat(latencies.percentile(100)).isEqualTo(Latencies.MAX_MILLIS);
    }
}

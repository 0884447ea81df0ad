package dev.corral.bench.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.bench.contender.LimitContender;
import dev.corral.bench.contender.PassContender;
import dev.corral.bench.contender.SpawnContender;
import dev.corral.bench.contender.WaitContender;
import dev.corral.bench.contender.Waiters.Spread;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Every body, once, by every contender: each proves its own result and throws if it is wrong.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BenchmarkBodyTest {
    @ParameterizedTest
    @EnumSource
    void childrenAreJoined(SpawnContender contender) throws Exception {
        SpawnBenchmark benchmark = new SpawnBenchmark();
        benchmark.contender = contender;
        benchmark.children = 10;
        assertThat(benchmark.spawnAndJoin()).isEqualTo(45_000);
    }

    @ParameterizedTest
    @EnumSource
    void oneReceiverGetsWhatOneSenderSends(PassContender contender) throws Exception {
        OneToOneBenchmark benchmark = new OneToOneBenchmark();
        benchmark.contender = contender;
        benchmark.capacity = contender.offers(0) ? 0 : 16;
        assertThat(benchmark.pass()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SYNCHRONOUS_QUEUE", "LINKED_TRANSFER_QUEUE"})
    void pairsDoNotMix(PassContender contender) throws Exception {
        PairsBenchmark benchmark = new PairsBenchmark();
        benchmark.contender = contender;
        benchmark.capacity = 16;
        assertThat(benchmark.pass()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void manyShareOneChannel(PassContender contender) throws Exception {
        ContentionBenchmark benchmark = new ContentionBenchmark();
        benchmark.contender = contender;
        benchmark.capacity = contender.offers(16) ? 16 : 0;
        assertThat(benchmark.pass()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void allThatWaitAreCancelled(WaitContender contender) throws Exception {
        CancelBenchmark benchmark = new CancelBenchmark();
        benchmark.contender = contender;
        benchmark.channel = Spread.OWN;
        benchmark.start();
        assertThat(benchmark.cancel()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void allThatWaitTogetherAreCancelled(WaitContender contender) throws Exception {
        CancelBenchmark benchmark = new CancelBenchmark();
        benchmark.contender = contender;
        benchmark.channel = Spread.SHARED;
        benchmark.start();
        assertThat(benchmark.cancel()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsInsideWithoutAPermit(LimitContender contender) throws Exception {
        LimiterBenchmark benchmark = new LimiterBenchmark();
        benchmark.contender = contender;
        benchmark.permits = 8;
        assertThat(benchmark.takeTurns()).isEqualTo(32_000);
    }
}

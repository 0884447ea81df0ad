package dev.corral.bench.shape;

import dev.corral.bench.contender.PassContender;
import dev.corral.bench.contender.Traffic;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Time per item with 1,000 senders and 1,000 receivers, each pair on a channel of its own. The 2,000 tasks
/// are started within the time measured: 100 items share the cost of two.
///
/// Not equal: what [OneToOneBenchmark] says; the jump between cores matters less here, since there is always
/// somebody else to run.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PairsBenchmark {
    private static final int PAIRS = 1_000;
    private static final int ITEMS_PER_PAIR = 100;

    @Param({"0", "16"})
    public int capacity;

    @Param
    public PassContender contender = PassContender.CORRAL;

    @Benchmark
    @OperationsPerInvocation(PAIRS * ITEMS_PER_PAIR)
    public long pass() throws Exception {
        Traffic traffic = new Traffic(PAIRS, 1, 1, ITEMS_PER_PAIR, capacity);
        return Proof.equal(contender.create().pass(traffic), traffic.expectedSum());
    }
}

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

/// Time per item with eight senders and eight receivers on one channel.
///
/// Not equal: what [OneToOneBenchmark] says. Corral, Jox and Kotlin serve waiting tasks in order of arrival;
/// a synchronous queue serves the latest first and an array queue lets anybody overtake, which saves
/// switches. Which receiver gets how much is not looked at: each takes its share and ends.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ContentionBenchmark {
    private static final int TASKS_PER_SIDE = 8;
    private static final int ITEMS_PER_SENDER = 5_000;

    @Param({"0", "16"})
    public int capacity;

    @Param
    public PassContender contender = PassContender.CORRAL;

    @Benchmark
    @OperationsPerInvocation(TASKS_PER_SIDE * ITEMS_PER_SENDER)
    public long pass() throws Exception {
        Traffic traffic = new Traffic(1, TASKS_PER_SIDE, TASKS_PER_SIDE, ITEMS_PER_SENDER, capacity);
        return Proof.equal(contender.create().pass(traffic), traffic.expectedSum());
    }
}

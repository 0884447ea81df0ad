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

/// Time per item from one sender to one receiver.
///
/// Not equal: Corral wraps what it gives in a record, so that the end of the stream is a value and not an
/// exception, and can close, cancel and count; the queues can do none of that. Two coroutines on one thread
/// never run at once, so nobody is ever woken across cores; two virtual threads are, unless the scheduler
/// happens to carry both on one. Jox spins before it waits.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OneToOneBenchmark {
    private static final int ITEMS = 50_000;

    @Param({"0", "16", "100"})
    public int capacity;

    @Param
    public PassContender contender = PassContender.CORRAL;

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long pass() throws Exception {
        Traffic traffic = new Traffic(1, 1, 1, ITEMS, capacity);
        return Proof.equal(contender.create().pass(traffic), traffic.expectedSum());
    }
}

package dev.corral.bench.shape;

import dev.corral.bench.contender.SpawnContender;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Time per child to start it, have it give a number, and read that number after the scope has ended.
///
/// Not equal: Corral's children are named, counted and part of a cancel tree that any thread may cancel; the
/// plain threads have no cancellation and leave unboxed numbers in an array. Jox hands each fork to the
/// scope's own thread over a channel, which is how it lets forks fork. A structured task scope starts
/// children from its owner only. Coroutines are no threads: they have no stack to mount.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpawnBenchmark {
    private static final int CHILDREN = 10_000;

    /// Children of one scope; there are as many scopes after one another as make up the same number in all.
    @Param({"1", "10", "10000"})
    public int children;

    @Param
    public SpawnContender contender = SpawnContender.CORRAL;

    @Benchmark
    @OperationsPerInvocation(CHILDREN)
    public long spawnAndJoin() throws Exception {
        int rounds = CHILDREN / children;
        long perRound = (long) children * (children - 1) / 2;
        return Proof.equal(contender.create().spawnAndJoin(children, rounds), rounds * perRound);
    }
}

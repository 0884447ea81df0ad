package dev.corral.bench.shape;

import dev.corral.bench.contender.Crowd;
import dev.corral.bench.contender.LimitContender;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Time per turn of 64 tasks that share a few permits, and give way once while they hold one.
///
/// Not equal: Corral lends each permit to a borrower and knows who has which, so that a release without an
/// acquire, or a second acquire, is an error; a semaphore only counts. The unfair semaphore lets newcomers
/// overtake those who wait.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimiterBenchmark {
    private static final int TASKS = 64;
    private static final int TURNS = 500;

    @Param({"1", "8"})
    public int permits;

    @Param
    public LimitContender contender = LimitContender.CORRAL;

    @Benchmark
    @OperationsPerInvocation(TASKS * TURNS)
    public long takeTurns() throws Exception {
        Crowd crowd = new Crowd(TASKS, permits, TURNS);
        return Proof.equal(contender.create().letIn(crowd), crowd.expectedTurns());
    }
}

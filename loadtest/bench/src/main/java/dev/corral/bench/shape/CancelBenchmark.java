package dev.corral.bench.shape;

import dev.corral.bench.contender.WaitContender;
import dev.corral.bench.contender.Waiters;
import dev.corral.bench.contender.Waiters.Spread;
import dev.corral.bench.contender.Waiters.Waiting;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Time per task from the cancel of 10,000 waiting tasks until the last of them has ended; starting them is
/// not measured. `OWN`: each waits on a rendezvous channel of its own; `SHARED`: all on the same one.
///
/// Not equal: threads of the JDK are interrupted and wait on a synchronous queue, which has no cheap way to
/// take a waiter out of its middle: `SHARED` shows that, not the cost of an interrupt. An
/// `InterruptedException` has a stack trace, the cancellations of Corral and Kotlin have none.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CancelBenchmark {
    private static final int TASKS = 10_000;

    @Param
    public Spread channel = Spread.OWN;

    @Param
    public WaitContender contender = WaitContender.CORRAL;

    private Waiting waiting = () -> 0;

    /// As often as that: an invocation takes milliseconds.
    @Setup(Level.Invocation)
    public void start() throws Exception {
        Waiters waiters = contender.create();
        waiting = waiters.start(TASKS, channel);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long cancel() throws Exception {
        return Proof.equal(waiting.cancel(), TASKS);
    }
}

package dev.corral.bench.memory;

import dev.corral.bench.contender.WaitContender;
import dev.corral.bench.contender.Waiters.Spread;
import dev.corral.bench.contender.Waiters.Waiting;
import java.lang.ref.Reference;

/// A program that prints how many bytes of heap each waiting task takes: the heap in use after a collection
/// with the tasks less the one before them. All wait on one channel, so that what counts is the task and its
/// wait. Stacks of parked virtual threads lie in the heap and are counted.
///
/// Not equal: a virtual thread keeps the stack it has, a coroutine the locals that its compiler found alive.
/// Here both are a few frames deep; real code is deeper, and there the difference is larger.
public final class WaiterMemory {
    private static final int WARM_UP_TASKS = 1_000;
    private static final int WARM_UP_ROUNDS = 50;

    private WaiterMemory() {}

    /// Prints the number and ends the JVM.
    ///
    /// @param args the contender's name, and the number of tasks
    public static void main(String[] args) throws Exception {
        WaitContender contender = WaitContender.valueOf(args[0]);
        double bytes = bytesPerTask(contender, Integer.parseInt(args[1]));
        System.out.println(Math.round(bytes));
        // Not waited for: to cancel a great many waiters of one queue takes some contenders minutes.
        Runtime.getRuntime().halt(0);
    }

    static double bytesPerTask(WaitContender contender, int tasks) throws Exception {
        // Frames of compiled code are smaller, and a program that has so many tasks has been compiled.
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            contender.create().start(WARM_UP_TASKS, Spread.SHARED).cancel();
        }
        long before = usedBytes();
        Waiting waiting = contender.create().start(tasks, Spread.SHARED);
        try {
            return (double) (usedBytes() - before) / tasks;
        } finally {
            Reference.reachabilityFence(waiting);
        }
    }

    @SuppressWarnings("SystemGc") // the heap in use is what survives a collection
    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

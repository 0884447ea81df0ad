package dev.corral.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/// Threads that are interrupted one by one, and a latch.
final class ThreadWaiters implements Waiters {
    @Override
    public Waiting start(int tasks, Spread spread) throws InterruptedException {
        RollCall roll = new RollCall(tasks);
        VirtualThreads threads = new VirtualThreads(tasks);
        Supplier<SynchronousQueue<Integer>> queues = spread.channels(SynchronousQueue::new);
        List<Thread> started = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            QueueWait wait = new QueueWait(queues.get(), roll);
            started.add(threads.start(() -> awaitInterrupt(wait)));
        }
        roll.awaitAll();
        return () -> VirtualThreads.call(() -> {
            started.forEach(Thread::interrupt);
            threads.join();
            return roll.cancelledTasks();
        });
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // the interrupt is what the thread waits for: it ends
    private static void awaitInterrupt(QueueWait wait) {
        try {
            throw new IllegalStateException("received " + wait.await());
        } catch (InterruptedException e) {
            // Counted where it was caught.
        }
    }
}

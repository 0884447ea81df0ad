package dev.corral.bench.contender;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/// The JDK's scope is cancelled by its joiner only: here one child's success is all that is wanted, and that
/// child ends when the cancel is asked for.
final class TaskScopeWaiters implements Waiters {
    @Override
    public Waiting start(int tasks, Spread spread) throws InterruptedException {
        RollCall roll = new RollCall(tasks);
        CountDownLatch cancelled = new CountDownLatch(1);
        FutureTask<Integer> whole = new FutureTask<>(() -> {
            Supplier<SynchronousQueue<Integer>> queues = spread.channels(SynchronousQueue::new);
            try (var scope = StructuredTaskScope.open(Joiner.<Integer>anySuccessfulResultOrThrow())) {
                for (int i = 0; i < tasks; i++) {
                    QueueWait wait = new QueueWait(queues.get(), roll);
                    scope.fork(wait::await);
                }
                scope.fork(() -> {
                    cancelled.await();
                    return 0;
                });
                return scope.join();
            }
        });
        Thread.startVirtualThread(whole);
        roll.awaitAll();
        return () -> {
            cancelled.countDown();
            whole.get();
            return roll.cancelledTasks();
        };
    }
}

package dev.corral.bench.contender;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.structured.Scopes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Forks of a scope that does not wait for them: when its body returns, they are cancelled.
final class JoxWaiters implements Waiters {
    @Override
    public Waiting start(int tasks, Spread spread) throws InterruptedException {
        RollCall roll = new RollCall(tasks);
        CountDownLatch cancelled = new CountDownLatch(1);
        FutureTask<Boolean> whole = new FutureTask<>(() -> Scopes.supervised(scope -> {
            Supplier<Channel<Integer>> channels = spread.channels(Channel::newRendezvousChannel);
            for (int i = 0; i < tasks; i++) {
                Channel<Integer> channel = channels.get();
                scope.fork(() -> await(channel, roll));
            }
            cancelled.await();
            return true;
        }));
        Thread.startVirtualThread(whole);
        roll.awaitAll();
        return () -> {
            cancelled.countDown();
            whole.get();
            return roll.cancelledTasks();
        };
    }

    private static Integer await(Channel<Integer> channel, RollCall roll) throws InterruptedException {
        roll.arrived();
        try {
            return channel.receive();
        } catch (InterruptedException e) {
            roll.cancelled();
            throw e;
        }
    }
}

package dev.corral.bench.contender;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Channel;
import dev.corral.nursery.Nursery;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

final class CorralWaiters implements Waiters {
    @Override
    public Waiting start(int tasks, Spread spread) throws InterruptedException {
        RollCall roll = new RollCall(tasks);
        CompletableFuture<Nursery> opened = new CompletableFuture<>();
        FutureTask<Boolean> run = new FutureTask<>(() -> Backend.jdk().<Boolean, Exception>run(() -> {
            Supplier<Channel<Integer>> channels = spread.channels(() -> Channel.open(0));
            Nursery.open(nursery -> {
                opened.complete(nursery);
                for (int i = 0; i < tasks; i++) {
                    Channel<Integer> channel = channels.get();
                    nursery.start(() -> await(channel, roll));
                }
            });
            return true;
        }));
        Thread.startVirtualThread(run);
        roll.awaitAll();
        Nursery nursery = opened.join();
        return () -> {
            nursery.cancel("the benchmark");
            run.get();
            return roll.cancelledTasks();
        };
    }

    private static void await(Channel<Integer> channel, RollCall roll) throws InterruptedException {
        roll.arrived();
        try {
            throw new IllegalStateException("received " + channel.receiver().receive());
        } catch (InterruptedException e) {
            roll.cancelled();
            throw e;
        }
    }
}

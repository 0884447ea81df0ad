package dev.corral.bench.contender;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/// Queues between plain virtual threads.
///
/// @param <Q> the queue; its two operations come with it, since not all queues have them by the same name
record QueuePasser<Q>(IntFunction<Q> opener, Put<Q> put, Take<Q> take) implements Passer {
    @Override
    public long pass(Traffic traffic) throws ExecutionException, InterruptedException {
        return VirtualThreads.call(() -> {
            LongAdder sum = new LongAdder();
            VirtualThreads threads = new VirtualThreads(traffic.tasks());
            for (int i = 0; i < traffic.channels(); i++) {
                start(threads, traffic, sum);
            }
            threads.join();
            return sum.sum();
        });
    }

    private void start(VirtualThreads threads, Traffic traffic, LongAdder sum) {
        Q queue = opener.apply(traffic.capacity());
        for (int i = 0; i < traffic.senders(); i++) {
            threads.start(() -> send(queue, traffic.itemsPerSender()));
        }
        for (int i = 0; i < traffic.receivers(); i++) {
            threads.start(() -> sum.add(receive(queue, traffic.itemsPerReceiver())));
        }
    }

    private void send(Q queue, int items) throws InterruptedException {
        for (int i = 0; i < items; i++) {
            put.accept(queue, Traffic.item(i));
        }
    }

    private long receive(Q queue, int items) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < items; i++) {
            sum += take.from(queue);
        }
        return sum;
    }

    @FunctionalInterface
    interface Put<Q> {
        void accept(Q queue, Integer item) throws InterruptedException;
    }

    @FunctionalInterface
    interface Take<Q> {
        Integer from(Q queue) throws InterruptedException;
    }
}

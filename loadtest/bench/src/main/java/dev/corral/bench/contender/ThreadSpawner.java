package dev.corral.bench.contender;

import java.util.concurrent.ExecutionException;
/// Threads that leave their numbers in an array, and a latch.

final class ThreadSpawner implements Spawner {
    @Override
    public long spawnAndJoin(int children, int rounds) throws ExecutionException, InterruptedException {
        return VirtualThreads.call(() -> {
            long sum = 0;
            for (int i = 0; i < rounds; i++) {
                sum += round(children);
            }
            return sum;
        });
    }

    private static long round(int children) throws InterruptedException {
        long[] values = new long[children];
        VirtualThreads threads = new VirtualThreads(children);
        for (int i = 0; i < children; i++) {
            int child = i;
            threads.start(() -> values[child] = child);
        }
        threads.join();
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}

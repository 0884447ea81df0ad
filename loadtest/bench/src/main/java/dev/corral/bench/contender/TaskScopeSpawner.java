package dev.corral.bench.contender;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/// The JDK's scope, a preview in JDK 25, with the joiner that fails when a child does.
final class TaskScopeSpawner implements Spawner {
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
        try (var scope = StructuredTaskScope.open(Joiner.<Long>allSuccessfulOrThrow())) {
            for (int i = 0; i < children; i++) {
                long value = i;
                scope.fork(() -> value);
            }
            return scope.join().mapToLong(StructuredTaskScope.Subtask::get).sum();
        }
    }
}

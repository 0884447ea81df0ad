package dev.corral.bench.contender;

import com.softwaremill.jox.structured.Fork;
import com.softwaremill.jox.structured.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Forks that the scope waits for; what they gave is read through their handles, in the scope.
final class JoxSpawner implements Spawner {
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
        return Scopes.supervised(scope -> {
            List<Fork<Long>> forks = new ArrayList<>(children);
            for (int i = 0; i < children; i++) {
                long value = i;
                forks.add(scope.forkUser(() -> value));
            }
            long sum = 0;
            for (Fork<Long> fork : forks) {
                sum += fork.join();
            }
            return sum;
        });
    }
}

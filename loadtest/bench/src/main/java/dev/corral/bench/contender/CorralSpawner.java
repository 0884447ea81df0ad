package dev.corral.bench.contender;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskFailed;
import java.util.ArrayList;
import java.util.List;

final class CorralSpawner implements Spawner {
    @Override
    public long spawnAndJoin(int children, int rounds) throws Exception {
        return Backend.jdk().<Long, Exception>run(() -> {
            long sum = 0;
            for (int i = 0; i < rounds; i++) {
                sum += round(children);
            }
            return sum;
        });
    }

    private static long round(int children) throws NurseryFailed, TaskFailed, InterruptedException {
        List<Task<Long>> tasks = new ArrayList<>(children);
        Nursery.open(nursery -> {
            for (int i = 0; i < children; i++) {
                long value = i;
                tasks.add(nursery.start(() -> value));
            }
        });
        long sum = 0;
        for (Task<Long> task : tasks) {
            sum += task.result();
        }
        return sum;
    }
}

package dev.corral.nursery.model;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Does harm at random moments: cancels and closes what it was shown. For runs of one task at a time.
final class Saboteur {
    private static final int MOST_DEEDS = 8;
    private static final int MOST_STEPS_BETWEEN = 8;

    private final SplittableRandom random;
    private final List<Runnable> deeds = new ArrayList<>();

    Saboteur(SplittableRandom random) {
        this.random = random;
    }

    /// Something that it may do, at most once.
    void mayDo(Runnable deed) {
        deeds.add(deed);
    }

    <T> Task<T> mayCancel(Task<T> task) {
        mayDo(() -> task.cancel("sabotage"));
        return task;
    }

    void mayCancel(CancelScope scope) {
        mayDo(() -> scope.cancel("sabotage"));
    }

    void work() throws InterruptedException {
        int count = random.nextInt(MOST_DEEDS + 1);
        for (int i = 0; i < count; i++) {
            for (int steps = random.nextInt(MOST_STEPS_BETWEEN + 1); steps > 0; steps--) {
                Task.checkpoint();
            }
            if (!deeds.isEmpty()) {
                deeds.remove(random.nextInt(deeds.size())).run();
            }
        }
    }
}

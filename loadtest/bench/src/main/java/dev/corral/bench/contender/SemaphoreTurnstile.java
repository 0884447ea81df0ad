package dev.corral.bench.contender;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/// The JDK's semaphore. Unfair, a task that comes by may overtake those who wait, which saves switches; all
/// other contenders serve in order of arrival, as it does when fair.
record SemaphoreTurnstile(boolean fair) implements Turnstile {
    @Override
    public long letIn(Crowd crowd) throws ExecutionException, InterruptedException {
        return VirtualThreads.call(() -> {
            Semaphore semaphore = new Semaphore(crowd.permits(), fair);
            Room room = new Room(crowd.permits());
            VirtualThreads threads = new VirtualThreads(crowd.tasks());
            for (int i = 0; i < crowd.tasks(); i++) {
                threads.start(() -> takeTurns(semaphore, room, crowd.turns()));
            }
            threads.join();
            return room.turns();
        });
    }

    @SuppressWarnings("ThreadPriorityCheck") // giving way once is part of the work, in every contender
    private static void takeTurns(Semaphore semaphore, Room room, int turns) throws InterruptedException {
        for (int i = 0; i < turns; i++) {
            semaphore.acquire();
            try {
                room.enter();
                Thread.yield();
                room.leave();
            } finally {
                semaphore.release();
            }
        }
    }
}

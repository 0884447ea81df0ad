package dev.corral.bench.contender;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;

final class CorralTurnstile implements Turnstile {
    @Override
    public long letIn(Crowd crowd) throws Exception {
        Limiter limiter = new Limiter("bench", crowd.permits());
        Room room = new Room(crowd.permits());
        return Backend.jdk().<Long, Exception>run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < crowd.tasks(); i++) {
                    nursery.start(() -> takeTurns(limiter, room, crowd.turns()));
                }
            });
            return room.turns();
        });
    }

    private static void takeTurns(Limiter limiter, Room room, int turns) throws InterruptedException {
        for (int i = 0; i < turns; i++) {
            limiter.acquire();
            try {
                room.enter();
                Task.checkpoint();
                room.leave();
            } finally {
                limiter.release();
            }
        }
    }
}

package dev.corral.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Drives [Removal]. Who forgets a job waits for the mark only: [#evict], which is called again and again, removes the
/// rows, one write after the other, so that others get their turn in between.
record Forgetting(StoreWriter writer, StoreOptions options) {
    private static final int EVICTIONS = 500;

    /// Of one call, so that jobs whose time comes meanwhile are evicted too.
    private static final int STEPS = 200;

    private static final long NONE = -1;

    void forget(String id) throws StoreException, InterruptedException {
        var _ = writer.write(Write.small(session -> Removal.forget(session, id)));
    }

    void abandon(long job) throws StoreException, InterruptedException {
        var _ = writer.write(Write.small(session -> Removal.abandon(session, job)));
    }

    int evict(Instant now) throws StoreException, InterruptedException {
        // First: on a full disk it makes the room that the others need.
        removeLeftOver();
        int evicted = 0;
        int some;
        do {
            some = writer.write(new Write<>(EVICTIONS, 0, session -> Removal.evict(session, now, EVICTIONS)));
            evicted += some;
        } while (some == EVICTIONS);
        dropTombstones(now.minus(options.tombstones()));
        return evicted;
    }

    private void removeLeftOver() throws StoreException, InterruptedException {
        long job = leftOver();
        for (int step = 0; step < STEPS && job != NONE; step++) {
            if (!removesMore(job)) {
                job = leftOver();
            }
        }
    }

    private long leftOver() throws StoreException, InterruptedException {
        return writer.write(Write.small(session -> orNone(Removal.leftOver(session))));
    }

    private boolean removesMore(long job) throws StoreException, InterruptedException {
        return writer.write(new Write<>(Removal.STEP_ROWS, 0, session -> Removal.step(session, job)));
    }

    private void dropTombstones(Instant upTo) throws StoreException, InterruptedException {
        int dropped;
        do {
            dropped = writer.write(new Write<>(
                    Removal.STEP_ROWS,
                    0,
                    session -> TombstoneTable.drop(session, upTo, options.tombstonesMax(), Removal.STEP_ROWS)));
        } while (dropped == Removal.STEP_ROWS);
    }

    private static long orNone(@Nullable Long job) {
        return job == null ? NONE : job;
    }
}

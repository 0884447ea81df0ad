package dev.corral.server.jobs;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.Method;
import dev.corral.server.run.Journal;
import dev.corral.server.run.Plan;
import org.jspecify.annotations.Nullable;

/// Marks in the store what must not be done twice before it is done, and lets nothing begin whose end could not be
/// stored.
///
/// @param key of the job
record StoredJournal(StoreCalls store, Turn turn, long key, JobDocument document) implements Journal {
    private static final String STORE = "store";
    private static final String TURN = "turn";

    @Override
    public void begins(Item item, Plan plan) throws InterruptedException {
        if (!isSafeToRepeat(item)) {
            store.write(open -> open.begun(key, item.index()));
        }
    }

    private boolean isSafeToRepeat(Item item) {
        if (!(item instanceof FetchItem fetch) || fetch.request().retryUnsafe()) {
            return true;
        }
        Method method = fetch.request().method();
        return (method == null ? document.defaults().method() : method).isIdempotent();
    }

    @Override
    public void awaitReady() throws InterruptedException {
        turn.awaitHeld();
        store.backlog().awaitNone();
    }

    @Override
    public @Nullable String waitsFor() {
        if (store.backlog().why() != null) {
            return STORE;
        }
        return turn.isAwaited() ? TURN : null;
    }
}

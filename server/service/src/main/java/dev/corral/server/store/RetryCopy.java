package dev.corral.server.store;

import dev.corral.nursery.CancelScope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Takes in a job with items of another one, page by page.
final class RetryCopy {
    private static final int PAGE_ITEMS = 2_000;

    private final JobStore store;
    private final long from;
    private final BitSet satisfied;
    private int copied;

    /// @param satisfied indexes of the items that are not taken over
    RetryCopy(JobStore store, long from, BitSet satisfied) {
        this.store = store;
        this.from = from;
        this.satisfied = satisfied;
    }

    /// Copies and accepts, and gives how many items the new job has; with none it is gone again.
    int run(NewJob to) throws StoreException, InterruptedException {
        long job = store.begin(to);
        try {
            copyItems(job);
            if (copied > 0) {
                store.acceptRetry(from, job, copied);
            } else {
                store.abandon(job);
            }
            return copied;
        } catch (StoreException | InterruptedException | RuntimeException e) {
            abandonAfter(e, job);
            throw e;
        }
    }

    private void abandonAfter(Exception error, long job) throws InterruptedException {
        try {
            CancelScope.shielded(scope -> store.abandon(job));
        } catch (StoreException | IllegalStateException e) {
            error.addSuppressed(e);
        }
    }

    private void copyItems(long job) throws StoreException, InterruptedException {
        int next = 0;
        List<StoredItem> page = store.items(from, next, PAGE_ITEMS);
        while (!page.isEmpty()) {
            store.addItems(job, renumbered(page));
            next = page.getLast().index() + 1;
            page = store.items(from, next, PAGE_ITEMS);
        }
    }

    private List<StoredItem> renumbered(List<StoredItem> page) {
        List<StoredItem> chosen = new ArrayList<>();
        for (StoredItem item : page) {
            if (!satisfied.get(item.index())) {
                chosen.add(new StoredItem(copied++, item.id(), item.json()));
            }
        }
        return chosen;
    }
}

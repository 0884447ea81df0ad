package dev.corral.server.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Copies items of a job into another one, page by page.
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

    /// Gives how many items were copied.
    int into(long job) throws StoreException, InterruptedException {
        int next = 0;
        List<StoredItem> page = store.items(from, next, PAGE_ITEMS);
        while (!page.isEmpty()) {
            store.addItems(job, renumbered(page));
            next = page.getLast().index() + 1;
            page = store.items(from, next, PAGE_ITEMS);
        }
        return copied;
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

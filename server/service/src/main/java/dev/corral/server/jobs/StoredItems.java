package dev.corral.server.jobs;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.ItemText;
import dev.corral.server.job.JobKind;
import dev.corral.server.store.StoredItem;
import dev.corral.server.store.StoredJob;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The items of a stored job that have no result yet, read a page at a time.
final class StoredItems implements ItemSource {
    private static final int PAGE = 1024;

    private final StoreCalls store;
    private final StoredJob job;
    private final JobKind kind;
    private final ItemText text;
    private final BitSet done;
    private final ArrayDeque<StoredItem> page = new ArrayDeque<>();
    private int next;

    /// @param done indexes that are passed over
    StoredItems(StoreCalls store, StoredJob job, ItemText text, BitSet done) {
        this.store = store;
        this.job = job;
        this.kind = JobKind.of(job.kind());
        this.text = text;
        this.done = done;
    }

    @Override
    public @Nullable Item next() throws InterruptedException {
        while (true) {
            StoredItem item = page.poll();
            if (item == null) {
                next = done.nextClearBit(next);
                List<StoredItem> more = store.read(stored -> stored.items(job.key(), next, PAGE));
                if (more.isEmpty()) {
                    return null;
                }
                page.addAll(more);
            } else {
                next = item.index() + 1;
                if (!done.get(item.index())) {
                    return text.read(kind, item.index(), item.id(), item.json());
                }
            }
        }
    }

    @Override
    public long totalOrMinusOne() {
        return job.total();
    }
}

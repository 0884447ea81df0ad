package dev.corral.server.jobs;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.ItemText;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The items that a request brings.
///
/// @param digest of the payload, asked when all of it was read; null if nobody will ask
record ItemsRead(JobStore store, ItemSource items, Jobs.@Nullable Digest digest) implements TakingIn.Contents {
    private static final int BATCH = 4096;
    /// Characters after which a batch is written, however few its items are.
    private static final int BATCH_CHARACTERS = 1 << 20;

    @Override
    public long putInto(long key) throws StoreException, InterruptedException {
        List<StoredItem> batch = new ArrayList<>();
        long characters = 0;
        long total = 0;
        for (Item item = items.next(); item != null; item = items.next()) {
            String text = ItemText.of(item);
            batch.add(new StoredItem(item.index(), item.id(), text));
            characters += text.length();
            total++;
            if (batch.size() == BATCH || characters >= BATCH_CHARACTERS) {
                store.addItems(key, batch);
                batch = new ArrayList<>();
                characters = 0;
            }
        }
        if (!batch.isEmpty()) {
            store.addItems(key, batch);
        }
        return total;
    }

    @Override
    public boolean accept(long key, long total) throws StoreException, InterruptedException {
        store.accept(key, digest == null ? null : digest.all(), total);
        return true;
    }
}

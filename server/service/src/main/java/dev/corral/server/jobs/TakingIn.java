package dev.corral.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.nursery.CancelScope;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.ItemText;
import dev.corral.server.job.JobDocument;
import dev.corral.server.store.Found;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredItem;
import dev.corral.server.store.StoredJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts one job with all its items into the store. What is not accepted in the end leaves nothing behind.
final class TakingIn {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BATCH = 4096;

    private final JobStore store;

    TakingIn(JobStore store) {
        this.store = store;
    }

    /// What the store is told of a job.
    ///
    /// @param retryOf id of the job whose items it takes up again; null for none
    static NewJob newJob(Submission submission, Instant created, @Nullable String retryOf) {
        JobDocument document = submission.document();
        return new NewJob(
                submission.id(),
                submission.tenant(),
                document.kind().word(),
                document.title().name(),
                json(document.title().labels()),
                json(document.effective()),
                created,
                retryOf,
                submission.key());
    }

    private static String json(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers are always JSON", e);
        }
    }

    /// Reads all items into the store and accepts the job: when this returns, no crash loses it. A checkpoint;
    /// cancelled, or on any failure, nothing of the job stays.
    ///
    /// @param digest of the payload, asked when all of it was read; null if nobody will ask
    StoredJob takeIn(NewJob job, ItemSource items, Jobs.@Nullable Digest digest)
            throws StoreException, InterruptedException {
        long key = store.begin(job);
        boolean accepted = false;
        try {
            long total = add(key, items);
            store.accept(key, digest == null ? null : digest.all(), total);
            accepted = true;
        } finally {
            if (!accepted) {
                CancelScope.shielded(scope -> store.abandon(key));
            }
        }
        return stored(job.id());
    }

    private long add(long key, ItemSource items) throws StoreException, InterruptedException {
        List<StoredItem> batch = new ArrayList<>();
        long total = 0;
        for (Item item = items.next(); item != null; item = items.next()) {
            batch.add(new StoredItem(item.index(), item.id(), ItemText.of(item)));
            total++;
            if (batch.size() == BATCH) {
                store.addItems(key, batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            store.addItems(key, batch);
        }
        return total;
    }

    private StoredJob stored(String id) throws StoreException, InterruptedException {
        return switch (store.find(id)) {
            case Found.Live(StoredJob job) -> job;
            case Found.Evicted _, Found.Absent _ ->
                throw new IllegalStateException("job " + id + " was accepted and is not there");
        };
    }
}

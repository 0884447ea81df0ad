package dev.corral.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.nursery.CancelScope;
import dev.corral.server.job.JobDocument;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Puts one job with all its items into the store, and lets it run. What is not accepted in the end leaves nothing
/// behind.
final class TakingIn {
    private static final JsonMapper JSON = new JsonMapper();

    private final JobStore store;
    private final DetachedJobs detached;

    TakingIn(JobStore store, DetachedJobs detached) {
        this.store = store;
        this.detached = detached;
    }

    /// The items of a job that comes in.
    interface Contents {
        /// Puts them into the store. A checkpoint.
        ///
        /// @param key of the job
        /// @return how many they are
        long putInto(long key) throws StoreException, InterruptedException;

        /// The last write: from here on the job is there. A checkpoint.
        ///
        /// @return whether it was done; a job that has nothing to do may not be one
        boolean accept(long key, long total) throws StoreException, InterruptedException;
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

    /// Takes a job in and lets it run: when this returns, no crash loses it. A checkpoint; cancelled, or on any
    /// failure, nothing of the job stays.
    ///
    /// @param held given back when the job is over
    /// @return null if it was not accepted
    @Nullable
    LiveJob takeIn(NewJob job, Submission submission, Contents contents, LiveJobs.Place held)
            throws StoreException, InterruptedException {
        long key = store.begin(job);
        LiveJob entered = null;
        boolean accepted = false;
        try {
            long total = contents.putInto(key);
            // Before it is accepted: whoever finds it in the store then finds it here, too.
            entered = detached.enter(StoredJob.queued(job, key, total), submission.document(), submission.trace());
            accepted = contents.accept(key, total);
        } finally {
            if (!accepted) {
                abandon(key, entered);
            }
        }
        if (accepted) {
            // Nothing can fail between the two: what is accepted runs.
            detached.launch(entered, held);
        }
        return accepted ? entered : null;
    }

    private void abandon(long key, @Nullable LiveJob entered) throws StoreException, InterruptedException {
        if (entered != null) {
            detached.withdraw(entered);
        }
        CancelScope.shielded(scope -> store.abandon(key));
    }
}

package dev.corral.server.jobs;

import dev.corral.server.store.JobStore;
import dev.corral.server.store.Retried;
import dev.corral.server.store.StoreException;

/// Items of a job that has ended, to be done again; without any there is nothing to accept.
///
/// @param from key of that job
record ItemsAgain(JobStore store, long from, Retried which) implements TakingIn.Contents {
    @Override
    public long putInto(long key) throws StoreException, InterruptedException {
        return store.copyItems(from, key, which);
    }

    @Override
    public boolean accept(long key, long total) throws StoreException, InterruptedException {
        if (total > 0) {
            store.acceptRetry(from, key, total);
        }
        return total > 0;
    }
}

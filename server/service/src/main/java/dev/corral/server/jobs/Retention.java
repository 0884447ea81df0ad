package dev.corral.server.jobs;

import dev.corral.nursery.Task;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what has been kept for long enough, and sets the keys free that it held.
record Retention(JobStore store, EndedJobs attached, InstantSource wall) {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

    /// A task's body: until it is cancelled.
    void run() throws InterruptedException {
        StoreException.Kind told = null;
        while (true) {
            Task.sleep(SWEEP_PERIOD);
            try {
                sweep(wall.instant());
                told = null;
            } catch (StoreException e) {
                if (told != e.kind()) {
                    LOG.warn("old jobs cannot be forgotten now: {}", e.getMessage());
                }
                told = e.kind();
            } catch (RuntimeException e) {
                LOG.error("an error of ours kept old jobs from being forgotten: it is tried again", e);
            }
        }
    }

    void sweep(Instant now) throws StoreException, InterruptedException {
        for (EndedJobs.Claim claim : attached.expire(now)) {
            free(claim);
        }
        int evicted = store.evictExpired(now);
        if (evicted > 0) {
            LOG.debug("retention.evicted jobs={}", evicted);
        }
    }

    /// Lets go of a key in the store; if that fails, the next sweep does.
    void free(EndedJobs.Claim claim) throws StoreException, InterruptedException {
        store.unclaimKey(claim.tenant(), claim.key(), claim.job());
        attached.freed(claim);
    }
}

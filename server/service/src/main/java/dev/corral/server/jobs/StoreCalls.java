package dev.corral.server.jobs;

import dev.corral.nursery.Task;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to the store on behalf of a job that runs: while the store cannot, they are tried again, and the job waits.
/// So a full disk holds jobs up and loses nothing of them. Thread-safe.
final class StoreCalls {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCalls.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final JobStore store;

    StoreCalls(JobStore store) {
        this.store = store;
    }

    /// Reads. A checkpoint.
    ///
    /// @throws IllegalStateException if the store is damaged: no waiting mends that
    <T> T read(Call<T> call) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return call.on(store);
            } catch (StoreException e) {
                if (isLasting(e)) {
                    throw new IllegalStateException("the store cannot be used any more", e);
                }
                if (!told) {
                    LOG.warn("a job waits for the store: {}", e.getMessage());
                    told = true;
                }
                Task.sleep(AGAIN);
            }
        }
    }

    /// Writes. A checkpoint; see [#read].
    void write(Write call) throws InterruptedException {
        read(opened -> {
            call.on(opened);
            return Boolean.TRUE;
        });
    }

    private static boolean isLasting(StoreException e) {
        return switch (e.kind()) {
            case FULL, LOCKED, IO -> false;
            case CORRUPT, NEWER_SCHEMA, CLOSED -> true;
        };
    }

    /// Something that is asked of the store.
    @FunctionalInterface
    interface Call<T> {
        T on(JobStore store) throws StoreException, InterruptedException;
    }

    /// Something that is told to the store.
    @FunctionalInterface
    interface Write {
        void on(JobStore store) throws StoreException, InterruptedException;
    }
}

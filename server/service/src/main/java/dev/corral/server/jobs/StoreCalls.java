package dev.corral.server.jobs;

import dev.corral.nursery.Task;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to the store on behalf of jobs that run: while the store cannot, they are tried again, and the job waits;
/// while a write waits, so do the others' items. So a full disk holds jobs up and loses nothing of them.
/// Thread-safe.
final class StoreCalls {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCalls.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final JobStore store;
    private final Backlog backlog;

    StoreCalls(JobStore store, Backlog backlog) {
        this.store = store;
        this.backlog = backlog;
    }

    /// What could not be written yet.
    Backlog backlog() {
        return backlog;
    }

    /// Reads. A checkpoint.
    ///
    /// @throws Unusable if no waiting mends what is wrong
    <T> T read(Call<T> call) throws InterruptedException {
        return untilDone(call, e -> LOG.warn("a job waits for the store: {}", e.getMessage()));
    }

    /// Writes. A checkpoint; see [#read].
    void write(Write call) throws InterruptedException {
        try (Backlog.Entry entry = backlog.entry()) {
            var _ = untilDone(
                    opened -> {
                        call.on(opened);
                        return Boolean.TRUE;
                    },
                    entry::failed);
            entry.stored();
        }
    }

    /// @param failed hears of the first failure
    private <T> T untilDone(Call<T> call, Consumer<StoreException> failed) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return call.on(store);
            } catch (StoreException e) {
                if (isLasting(e)) {
                    throw new Unusable(e);
                }
                if (!told) {
                    failed.accept(e);
                    told = true;
                }
                Task.sleep(AGAIN);
            }
        }
    }

    private static boolean isLasting(StoreException e) {
        return switch (e.kind()) {
            case FULL, LOCKED, IO -> false;
            case CORRUPT, NEWER_SCHEMA, CLOSED -> true;
        };
    }

    /// The store cannot be used, however long one waits. What it holds of a job is left as it is.
    static final class Unusable extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Unusable(StoreException cause) {
            super("the store cannot be used any more: " + cause.getMessage(), cause);
        }
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

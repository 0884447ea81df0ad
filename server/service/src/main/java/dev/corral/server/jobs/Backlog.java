package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Event;
import dev.corral.server.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What running jobs have to write, and the store could not take yet. As long as there is some of it no item of a
/// stored job begins: its result could not be stored either, and it would be done again. Thread-safe.
///
/// The writes that wait are the probe: each is tried again, a while apart, so nothing else has to be.
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    @GuardedBy("this")
    private int writes;

    /// Written under the lock; null while there is nothing.
    private volatile @Nullable Held held;

    private record Held(StoreException.Kind why, Event cleared) {}

    /// A write that is about to be made. Closed when it was made, or was given up.
    final class Entry implements AutoCloseable {
        private boolean waits;
        private boolean stored;

        /// The store could not take it: it waits from here on. To be told again does nothing.
        void failed(StoreException e) {
            if (!waits) {
                waits = true;
                add(e);
            }
        }

        /// The store has taken it.
        void stored() {
            stored = true;
        }

        @Override
        public void close() {
            if (waits) {
                waits = false;
                remove(stored);
            }
        }
    }

    Entry entry() {
        return new Entry();
    }

    private void add(StoreException e) {
        synchronized (this) {
            writes++;
            if (held != null) {
                return;
            }
            held = new Held(e.kind(), new Event("store"));
        }
        LOG.warn("stored jobs begin no items until the store takes their records again: {}", e.getMessage());
    }

    private void remove(boolean stored) {
        Held over;
        synchronized (this) {
            writes--;
            if (writes > 0) {
                return;
            }
            over = held;
            held = null;
        }
        if (stored) {
            LOG.info("the store has taken what waited for it: stored jobs go on");
        }
        if (over != null) {
            over.cleared().set();
        }
    }

    /// What is wrong with the store; null while nothing waits.
    StoreException.@Nullable Kind why() {
        Held now = held;
        return now == null ? null : now.why();
    }

    /// Waits until nothing waits. A checkpoint, if it waits.
    void awaitNone() throws InterruptedException {
        for (Held now = held; now != null; now = held) {
            now.cleared().await();
        }
    }
}

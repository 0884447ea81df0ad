package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attached jobs that have ended, as long as they are to be remembered, and for a while after that that they
/// were there. Bounded: of very many the oldest are forgotten first. Thread-safe.
final class EndedJobs {
    static final int MOST = 10_000;

    /// @param view null once its time has passed
    /// @param claim the idempotency key that it holds; null for none, and once its time has passed
    record Ended(
            String tenant,
            @Nullable JobView view,
            Instant expires,
            @Nullable Claim claim) {
        private boolean isDue(Instant now) {
            return view != null && !now.isBefore(expires);
        }
    }

    /// An idempotency key that an attached job holds as long as it is remembered.
    record Claim(String tenant, String key, String job) {}

    @GuardedBy("this")
    private final Map<String, Ended> byId = new LinkedHashMap<>();

    /// Of jobs that are not remembered any more, until [#freed].
    @GuardedBy("this")
    private final Set<Claim> free = new LinkedHashSet<>();

    synchronized void add(String id, Ended job) {
        byId.put(id, job);
        if (byId.size() > MOST) {
            Iterator<Ended> oldest = byId.values().iterator();
            freeLocked(oldest.next());
            oldest.remove();
        }
    }

    @GuardedBy("this")
    private void freeLocked(Ended job) {
        if (job.claim() != null) {
            free.add(job.claim());
        }
    }

    /// Null if it was not here, or was forgotten.
    synchronized @Nullable Ended find(String id, Instant now) {
        expireLocked(id, now);
        return byId.get(id);
    }

    @GuardedBy("this")
    private void expireLocked(String id, Instant now) {
        byId.computeIfPresent(id, (key, job) -> {
            if (!job.isDue(now)) {
                return job;
            }
            freeLocked(job);
            return new Ended(job.tenant(), null, job.expires(), null);
        });
    }

    /// Forgets what jobs were like whose time has passed.
    ///
    /// @return keys that nothing holds any more; each is told until it is [#freed]
    synchronized List<Claim> expire(Instant now) {
        List.copyOf(byId.keySet()).forEach(id -> expireLocked(id, now));
        return List.copyOf(free);
    }

    /// The store has let go of the key.
    synchronized void freed(Claim claim) {
        free.remove(claim);
    }

    /// Those that are remembered.
    synchronized List<Ended> all(Instant now) {
        return byId.values().stream()
                .filter(job -> job.view() != null && now.isBefore(job.expires()))
                .toList();
    }

    /// Knows nothing of a job any more; its key is to be set free.
    ///
    /// @return the key; null for none
    synchronized @Nullable Claim forget(String id) {
        Ended job = byId.remove(id);
        if (job == null) {
            return null;
        }
        freeLocked(job);
        return job.claim();
    }
}

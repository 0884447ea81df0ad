package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attached jobs that have ended, as long as they are to be remembered, and for a while after that that they were
/// there. Bounded: of very many the oldest are forgotten first. Thread-safe.
final class EndedJobs {
    private static final int MOST = 10_000;

    /// @param view null once its time has passed
    record Ended(String tenant, @Nullable JobView view, Instant expires) {}

    @GuardedBy("this")
    private final Map<String, Ended> byId = new LinkedHashMap<>();

    synchronized void add(String tenant, JobView view, Instant expires) {
        byId.put(view.identity().id(), new Ended(tenant, view, expires));
        if (byId.size() > MOST) {
            Iterator<String> oldest = byId.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /// Null if it was not here, or was forgotten.
    synchronized @Nullable Ended find(String id, Instant now) {
        Ended ended = byId.get(id);
        if (ended != null && ended.view() != null && !now.isBefore(ended.expires())) {
            ended = new Ended(ended.tenant(), null, ended.expires());
            byId.put(id, ended);
        }
        return ended;
    }

    /// Those that are remembered.
    synchronized List<Ended> all(Instant now) {
        List<Ended> all = new ArrayList<>();
        for (Ended ended : byId.values()) {
            if (ended.view() != null && now.isBefore(ended.expires())) {
                all.add(ended);
            }
        }
        return all;
    }

    synchronized void forget(String id) {
        byId.remove(id);
    }
}

package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The jobs of this process, and how many more are taken. Thread-safe.
public final class LiveJobs {
    /// Names of the limits, as `/v1/limits` has them.
    public static final String ATTACHED = "jobs.attached";

    public static final String DETACHED = "jobs.detached";

    private final Quotas quotas;
    private final ConcurrentMap<String, LiveJob> jobs = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private final Map<String, Integer> places = new HashMap<>();

    @GuardedBy("this")
    private boolean closed;

    private volatile boolean stopping;

    public LiveJobs(Quotas quotas) {
        this.quotas = quotas;
    }

    public Quotas quotas() {
        return quotas;
    }

    /// A place for one job. Given back once.
    public final class Place implements AutoCloseable {
        private final String tenant;
        private final String limit;

        @GuardedBy("LiveJobs.this")
        private boolean given;

        private Place(String tenant, String limit) {
            this.tenant = tenant;
            this.limit = limit;
        }

        public String tenant() {
            return tenant;
        }

        @Override
        public void close() {
            synchronized (LiveJobs.this) {
                if (!given) {
                    given = true;
                    places.merge(limit, -1, Integer::sum);
                    places.computeIfPresent(of(tenant, limit), (key, count) -> count == 1 ? null : count - 1);
                }
            }
        }
    }

    private static String of(String tenant, String limit) {
        return limit + " of " + tenant;
    }

    /// Gives a place to one more job of a tenant, if there is one.
    ///
    /// @param detached whether it is to be stored
    public synchronized Admission admit(String tenant, boolean detached) {
        String limit = detached ? DETACHED : ATTACHED;
        int most = detached ? quotas.detached() : quotas.attached();
        int mostOfTenant = detached ? quotas.tenantDetached() : quotas.tenantAttached();
        if (closed) {
            return new Admission.Draining();
        }
        if (places.getOrDefault(limit, 0) >= most) {
            return new Admission.Full(limit, most);
        }
        if (places.getOrDefault(of(tenant, limit), 0) >= mostOfTenant) {
            return new Admission.Quota(limit, mostOfTenant);
        }
        return new Admission.Granted(takeLocked(tenant, limit));
    }

    /// A place for a job that was taken in before the last restart: it has one whatever the limits.
    synchronized Place again(String tenant) {
        return takeLocked(tenant, DETACHED);
    }

    @GuardedBy("this")
    private Place takeLocked(String tenant, String limit) {
        places.merge(limit, 1, Integer::sum);
        places.merge(of(tenant, limit), 1, Integer::sum);
        return new Place(tenant, limit);
    }

    void add(LiveJob job) {
        jobs.put(job.id(), job);
        if (stopping) {
            job.shutdown();
        }
    }

    void remove(LiveJob job) {
        jobs.remove(job.id());
    }

    public @Nullable LiveJob find(String id) {
        return jobs.get(id);
    }

    public Collection<LiveJob> all() {
        return List.copyOf(jobs.values());
    }

    /// Places that are taken by attached jobs: those are what a shutdown waits for.
    public synchronized int attached() {
        return places.getOrDefault(ATTACHED, 0);
    }

    public synchronized int detached() {
        return places.getOrDefault(DETACHED, 0);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /// Takes no more jobs.
    public synchronized void close() {
        closed = true;
    }

    /// Jobs that a stop waits for: places of attached ones, and detached ones that run.
    public long stillStopping() {
        return attached()
                + all().stream()
                        .filter(job -> job.isDetached() && job.isRunning())
                        .count();
    }

    /// Cuts all jobs short, and those that come after this: the streams of attached ones still get an `end`, detached
    /// ones stop where they are, and what has ended of them is still stored.
    public void stop() {
        stopping = true;
        all().forEach(LiveJob::shutdown);
    }
}

package dev.corral.server.jobs;

import dev.corral.server.access.Caller;
import dev.corral.server.store.JobFilter;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.Page;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists jobs: attached ones first, then detached ones, each newest first.
public final class JobList {
    private static final String ATTACHED = "a.";
    private static final String DETACHED = "d.";
    /// Jobs that are read at a time where not all of them are listed.
    private static final int LOOKED_THROUGH = 500;

    private static final Pattern PLACE = Pattern.compile("[0-9]{15}\\.j_[0-9a-f]{32}");

    private final LiveJobs live;
    private final EndedJobs ended;
    private final JobStore store;
    private final InstantSource wall;

    JobList(LiveJobs live, EndedJobs ended, JobStore store, InstantSource wall) {
        this.live = live;
        this.ended = ended;
        this.store = store;
        this.wall = wall;
    }

    /// A page of the jobs that the caller may see.
    ///
    /// @param state null for all
    /// @param limit at least 1
    /// @param cursor what the page before gave; null for the first
    /// @throws IllegalArgumentException if the cursor is none of ours
    public JobPage page(Caller caller, @Nullable JobState state, int limit, @Nullable String cursor)
            throws StoreException, InterruptedException {
        if (cursor != null && !isOurs(cursor)) {
            throw new IllegalArgumentException("'" + cursor + "' is no cursor that a list of jobs gave");
        }
        List<JobView> page = new ArrayList<>();
        if (cursor == null || cursor.startsWith(ATTACHED)) {
            String after = cursor == null ? "" : cursor.substring(ATTACHED.length());
            List<JobView> attached = attached(caller, state, after);
            page.addAll(attached.subList(0, Math.min(limit, attached.size())));
            if (attached.size() > limit) {
                return new JobPage(page, ATTACHED + place(page.getLast()));
            }
        }
        String stored = cursor == null || cursor.startsWith(ATTACHED) ? "" : cursor.substring(DETACHED.length());
        if (page.size() == limit) {
            return new JobPage(page, DETACHED);
        }
        return detached(caller, state, limit, stored, page);
    }

    /// As far as can be told here: what follows the mark of a detached job is the store's to judge.
    private static boolean isOurs(String cursor) {
        return cursor.startsWith(ATTACHED)
                ? PLACE.matcher(cursor.substring(ATTACHED.length())).matches()
                : cursor.startsWith(DETACHED);
    }

    private JobPage detached(Caller caller, @Nullable JobState state, int limit, String cursor, List<JobView> page)
            throws StoreException, InterruptedException {
        JobFilter filter = new JobFilter(caller.isManagement() ? null : caller.tenant(), mayBe(state));
        String from = cursor.isEmpty() ? null : cursor;
        do {
            Page stored = store.list(filter, state == null ? limit - page.size() : LOOKED_THROUGH, from);
            from = stored.nextCursor();
            for (StoredJob job : stored.jobs()) {
                JobView view = view(job);
                if (state == null || view.state() == state) {
                    page.add(view);
                }
                if (page.size() == limit) {
                    boolean last = from == null && job.equals(stored.jobs().getLast());
                    return new JobPage(page, last ? null : DETACHED + Page.after(job));
                }
            }
        } while (from != null);
        return new JobPage(page, null);
    }

    /// What the store has of a job that runs here may be older than what the job knows.
    private static Set<StoredState> mayBe(@Nullable JobState state) {
        return state == null
                ? Set.of()
                : state == JobState.ENDED
                        ? Set.of(StoredState.ENDED)
                        : EnumSet.complementOf(EnumSet.of(StoredState.ENDED));
    }

    private JobView view(StoredJob job) {
        LiveJob running = live.find(job.id());
        return running == null ? StoredViews.of(job) : running.view();
    }

    private List<JobView> attached(Caller caller, @Nullable JobState state, String after) {
        Stream<JobView> running = live.all().stream()
                .filter(job -> !job.isDetached() && caller.maySee(job.tenant()))
                .map(LiveJob::view);
        Stream<JobView> over = ended.all(wall.instant()).stream()
                .filter(job -> caller.maySee(job.tenant()))
                .flatMap(job -> Stream.ofNullable(job.view()));
        // One that ended between the two looks is seen twice; what is seen later is how it is.
        Map<String, JobView> seen = new HashMap<>();
        Stream.concat(running, over).forEach(view -> seen.put(view.identity().id(), view));
        return seen.values().stream()
                .filter(view -> state == null || view.state() == state)
                .filter(view -> after.isEmpty() || place(view).compareTo(after) < 0)
                .sorted(Comparator.comparing(JobList::place).reversed())
                .toList();
    }

    /// Sorts as the time of creation does.
    private static String place(JobView view) {
        return String.format(
                Locale.ROOT,
                "%015d.%s",
                view.created().toEpochMilli(),
                view.identity().id());
    }
}

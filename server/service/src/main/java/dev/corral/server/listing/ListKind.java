package dev.corral.server.listing;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.ListItem;
import dev.corral.server.run.ItemContext;
import dev.corral.server.run.ItemResult;
import dev.corral.server.run.Kind;
import dev.corral.server.run.Plan;
import dev.corral.server.run.Waits;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.walk.Roots;
import dev.corral.server.walk.Step;
import dev.corral.server.walk.Walk;
import dev.corral.server.walk.WalkCounts;
import dev.corral.server.walk.WalkError;
import dev.corral.server.walk.WalkOpening;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Jobs that list folders. A walk is driven in steps, each a short blocking call on a worker thread: between
/// two steps its entries go to the reader, and a cancellation is seen.
public final class ListKind implements Kind {
    /// Entries that one step brings at most: a few milliseconds of work.
    private static final int STEP = 512;

    private final Roots roots;
    private final Offload offload;

    /// @param permits for steps of walks at once
    public ListKind(Roots roots, Limiter permits) {
        this.roots = roots;
        this.offload = Offload.named("walk").limitedBy(permits);
    }

    @Override
    public JobKind name() {
        return JobKind.LIST;
    }

    @Override
    public ItemCheck check() {
        return new ListCheck(roots);
    }

    @Override
    public Plan plan(Item item, JobDocument document) {
        ListItem folder = (ListItem) item;
        return new Plan() {
            @Override
            public String hostKey() {
                return "root:" + folder.folder().root();
            }

            @Override
            public ItemResult run(ItemContext context) throws InterruptedException {
                return walk(folder, context);
            }
        };
    }

    @Override
    public boolean tellsOnTheWay() {
        return true;
    }

    private ItemResult walk(ListItem item, ItemContext context) throws InterruptedException {
        return switch (ListPlan.of(item, roots)) {
            case ListPlan.Ready plan -> new ItemResult.Finished(walkInTime(item, plan, context));
            case ListPlan.Refused refused ->
                throw new IllegalStateException("item " + item.index() + " was not checked: " + refused.detail());
        };
    }

    private JobRecord.ItemDone walkInTime(ListItem item, ListPlan.Ready plan, ItemContext context)
            throws InterruptedException {
        Duration timeout = item.walk().timeout();
        AtomicReference<JobRecord.@Nullable ItemDone> done = new AtomicReference<>();
        AtomicReference<WalkCounts> told = new AtomicReference<>(WalkCounts.NONE);
        CancelScope.moveOnAfter(timeout, scope -> done.set(walk(item, plan, context, told)));
        JobRecord.ItemDone whole = done.get();
        return whole != null
                ? whole
                : done(
                        item,
                        new ItemError(
                                ErrorKind.TIMEOUT_TOTAL, "the walk had not ended after " + timeout.toMillis() + " ms"),
                        told.get());
    }

    /// @param told so far, for when it is cut short
    private JobRecord.ItemDone walk(
            Item item, ListPlan.Ready plan, ItemContext context, AtomicReference<WalkCounts> told)
            throws InterruptedException {
        return switch (Waits.blocking(offload, () -> Walk.open(plan.root(), plan.path(), plan.options()))) {
            case WalkOpening.Refused(WalkError error) ->
                done(item, new ItemError(kindOf(error), error.detail()), WalkCounts.NONE);
            case WalkOpening.Opened(Walk walk) -> {
                try {
                    yield steps(item, walk, context, told);
                } finally {
                    // Closing handles is no more than a few system calls, and must happen in a cancelled scope too.
                    walk.close();
                }
            }
        };
    }

    private JobRecord.ItemDone steps(Item item, Walk walk, ItemContext context, AtomicReference<WalkCounts> told)
            throws InterruptedException {
        while (true) {
            Step step = Waits.blocking(offload, () -> walk.next(STEP));
            if (!step.entries().isEmpty()) {
                context.results().send(new JobRecord.Entries(item.index(), step.entries()));
            }
            told.set(walk.counts());
            if (step instanceof Step.End(var _, Step.Ending ending, WalkCounts counts)) {
                return done(item, error(ending), counts);
            }
        }
    }

    private static @Nullable ItemError error(Step.Ending ending) {
        return switch (ending) {
            case COMPLETE -> null;
            case LIMIT_ENTRIES ->
                new ItemError(ErrorKind.LIMIT_ENTRIES, "there are more entries than max_entries allows");
        };
    }

    private static ErrorKind kindOf(WalkError error) {
        return ErrorKind.valueOf(error.kind().name());
    }

    private static JobRecord.ItemDone done(Item item, @Nullable ItemError error, WalkCounts counts) {
        return new JobRecord.ItemDone(
                item.index(),
                item.id(),
                error == null ? Outcome.OK : Outcome.FAILED,
                1,
                error,
                new ItemDetail.Listed(counts.entries(), counts.errors()));
    }
}

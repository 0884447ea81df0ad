package dev.corral.server.jobs;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemText;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.Method;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobSetup;
import dev.corral.server.run.Journal;
import dev.corral.server.run.Past;
import dev.corral.server.run.Share;
import dev.corral.server.store.Recovery;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.JobRecord;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one stored job in this process: from where the store has it to its end, or to the end of the process.
final class StoredRun {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRun.class);

    private final LiveJob job;
    private final StoredJob stored;
    private final StoreCalls store;
    private final Workplace place;
    private final JobHost host;

    /// @param job a detached one
    StoredRun(LiveJob job, StoreCalls store, Workplace place) {
        this.job = job;
        this.stored = Objects.requireNonNull(job.row(), "the row of a detached job");
        this.store = store;
        this.place = place;
        this.host = place.host();
    }

    /// How far an earlier run of the job came.
    private record Standing(Past past, StoreSink.Before before) {
        static final Standing BEGINNING = new Standing(Past.NONE, new StoreSink.Before(0, new BitSet()));
    }

    /// Runs the job. A checkpoint: cancelled, it leaves the job in the store as it stands.
    ///
    /// @return how it ended; empty if it was suspended
    Optional<JobRecord.End> run() throws InterruptedException {
        try {
            Standing standing = standing();
            Instant first = stored.started() == null ? host.wall().instant() : stored.started();
            store.write(open -> open.started(stored.key(), first));
            JobRun run = new JobRun(setup(standing), host);
            AtomicReference<JobRecord.@Nullable End> end = new AtomicReference<>();
            Nursery.open(NurseryOptions.named("detached job"), nursery -> {
                job.begin(run, nursery, first);
                // A task of its own, so that the nursery's tree shows what the job is made of.
                nursery.start("job", () -> end.set(run.runUnlessSuspended().orElse(null)));
            });
            return Optional.ofNullable(end.get());
        } catch (NurseryFailed | RuntimeException e) {
            LOG.error("job {} was lost by an error of ours", stored.id(), e);
            return Optional.of(new Loss(store, host).of(stored, job));
        }
    }

    private Standing standing() throws InterruptedException {
        if (stored.started() == null) {
            return Standing.BEGINNING;
        }
        Recovery recovery = store.read(open -> open.recover(stored.key()));
        // Without a record it gets its `start`; but what was marked may have gone out all the same.
        Instant told = recovery.lastSeq() == 0 ? null : stored.started();
        Past past = new Past(
                told,
                recovery.done(),
                new HashSet<>(recovery.begun()),
                StoredViews.counts(stored.total(), recovery.counts()));
        return new Standing(past, StoreSink.Before.of(recovery));
    }

    private JobSetup setup(Standing standing) {
        JobDocument document = job.document();
        return new JobSetup(
                stored.id(),
                document,
                new StoredItems(
                        store,
                        stored,
                        new ItemText(place.kinds().check()),
                        standing.past().done()),
                place.kinds().of(document.kind()),
                new StoreSink(store, StoreSink.Target.of(stored, job), host.wall(), standing.before()),
                standing.past(),
                journal(document),
                new Share(
                        stored.tenant(),
                        document.placement().priority(),
                        place.weights().applyAsInt(stored.tenant())),
                job.trace());
    }

    /// Marks what must not be done twice before it is done.
    private Journal journal(JobDocument document) {
        return (item, plan) -> {
            if (!isSafeToRepeat(item, document)) {
                store.write(open -> open.begun(stored.key(), item.index()));
            }
        };
    }

    private static boolean isSafeToRepeat(Item item, JobDocument document) {
        if (!(item instanceof FetchItem fetch) || fetch.request().retryUnsafe()) {
            return true;
        }
        Method method = fetch.request().method();
        return (method == null ? document.defaults().method() : method).isIdempotent();
    }
}

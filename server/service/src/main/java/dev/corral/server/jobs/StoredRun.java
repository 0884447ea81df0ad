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
import dev.corral.server.store.StoredCounts;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one stored job in this process: from where the store has it to its end, or to the end of the process.
final class StoredRun {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRun.class);

    private final StoredJob stored;
    private final LiveJob job;
    private final StoreCalls store;
    private final JobHost host;
    private final Kinds kinds;

    StoredRun(StoredJob stored, LiveJob job, StoreCalls store, JobHost host, Kinds kinds) {
        this.stored = stored;
        this.job = job;
        this.store = store;
        this.host = host;
        this.kinds = kinds;
    }

    /// How far an earlier run of the job came.
    private record Standing(Past past, long lastSeq) {
        static final Standing BEGINNING = new Standing(Past.NONE, 0);
    }

    /// Runs the job. A checkpoint: cancelled, it leaves the job in the store as it stands.
    ///
    /// @return how it ended; empty if it was suspended
    Optional<JobRecord.End> run() throws InterruptedException {
        try {
            Standing standing = standing();
            Instant first = standing.past().started() == null
                    ? host.wall().instant()
                    : standing.past().started();
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
            return Optional.of(lose());
        }
    }

    private Standing standing() throws InterruptedException {
        if (stored.started() == null) {
            return Standing.BEGINNING;
        }
        Recovery recovery = store.read(open -> open.recover(stored.key()));
        Past past =
                new Past(stored.started(), recovery.done(), new HashSet<>(recovery.begun()), counts(recovery.counts()));
        // Without a record the job had not begun: it gets its `start`.
        return recovery.lastSeq() == 0 ? Standing.BEGINNING : new Standing(past, recovery.lastSeq());
    }

    private Counts counts(StoredCounts counts) {
        return new Counts(
                stored.total(),
                counts.ok(),
                counts.failed(),
                counts.cancelled(),
                counts.notStarted(),
                counts.unknown(),
                counts.deduped());
    }

    private JobSetup setup(Standing standing) {
        JobDocument document = job.document();
        return new JobSetup(
                stored.id(),
                document,
                new StoredItems(
                        store,
                        stored,
                        new ItemText(kinds.check()),
                        standing.past().done()),
                kinds.of(document.kind()),
                new StoreSink(store, stored.key(), job, host.wall(), standing.lastSeq()),
                standing.past(),
                journal(document),
                new Share(stored.tenant(), document.placement().priority(), 1),
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

    /// Ends the job in the store; nobody knows of its items what is not stored.
    private JobRecord.End lose() throws InterruptedException {
        Recovery recovery = store.read(open -> open.recover(stored.key()));
        Counts known = counts(recovery.counts());
        Counts counts = new Counts(
                known.total(),
                known.ok(),
                known.failed(),
                known.cancelled(),
                known.notStarted(),
                known.unknown() + known.total() - known.done(),
                known.deduped());
        JobRecord.End end = new JobRecord.End(JobOutcome.LOST, null, counts, 0);
        new StoreSink(store, stored.key(), job, host.wall(), recovery.lastSeq()).write(List.of(end));
        host.metrics().jobEnded(job.document().kind(), JobOutcome.LOST);
        return end;
    }
}

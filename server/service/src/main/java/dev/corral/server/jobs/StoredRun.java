package dev.corral.server.jobs;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Task;
import dev.corral.server.job.Intake;
import dev.corral.server.job.ItemText;
import dev.corral.server.job.JobDocument;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobSetup;
import dev.corral.server.run.Past;
import dev.corral.server.store.Recovery;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.JobRecord;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one stored job in this process: from where the store has it to its end, or to the end of the process.
final class StoredRun {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRun.class);

    private final LiveJob job;
    private final Turn turn;
    private final StoredJob stored;
    private final StoreCalls store;
    private final Workplace place;
    private final JobHost host;
    /// Until it runs; null where it was not recalled.
    private @Nullable Standing standing;

    /// @param job a detached one
    /// @param turn taken before it runs
    StoredRun(LiveJob job, Turn turn, StoreCalls store, Workplace place) {
        this.job = job;
        this.turn = turn;
        this.stored = job.stored().row();
        this.store = store;
        this.place = place;
        this.host = place.host();
    }

    /// How far an earlier run of the job came.
    private record Standing(Past past, StoreSink.Before before) {}

    /// Sees how far an earlier process came with it, and tells whoever looks at the job. A checkpoint.
    void recall() throws InterruptedException {
        try {
            standing = standing();
        } catch (RuntimeException e) {
            // The run meets it again, and tells.
            LOG.debug("job {} cannot be counted", stored.id(), e);
        }
    }

    /// Runs the job. A checkpoint: cancelled, it leaves the job in the store as it stands.
    ///
    /// @return how it ended; empty if it was suspended, or the store cannot be used any more
    Optional<JobRecord.End> run() throws InterruptedException {
        try {
            return runFromThere();
        } catch (NurseryFailed | RuntimeException e) {
            if (isOfTheStore(e)) {
                LOG.error("job {} stops here, as the store has it: {}", stored.id(), e.getMessage());
                return Optional.empty();
            }
            LOG.error("job {} was lost by an error of ours", stored.id(), e);
            return Optional.of(new Loss(store, host).of(stored, job));
        }
    }

    private static boolean isOfTheStore(Exception e) {
        Throwable cause = e;
        while (cause instanceof NurseryFailed && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof StoreCalls.Unusable;
    }

    private Optional<JobRecord.End> runFromThere() throws NurseryFailed, InterruptedException {
        Standing from = standing == null ? standing() : standing;
        standing = null;
        Instant first = stored.started() == null ? host.wall().instant() : stored.started();
        store.write(open -> open.started(stored.key(), first));
        JobRun run = new JobRun(setup(from), host);
        AtomicReference<JobRecord.@Nullable End> end = new AtomicReference<>();
        Nursery.open(NurseryOptions.named("detached job"), nursery -> {
            job.begin(run, nursery, first);
            // A task of its own, so that the nursery's tree shows what the job is made of.
            Task<Void> turns = nursery.start("turn", turn::keep);
            nursery.start("job", () -> {
                try {
                    end.set(run.runUnlessSuspended().orElse(null));
                } finally {
                    turns.cancel("the job is over");
                }
            });
        });
        return Optional.ofNullable(end.get());
    }

    private Standing standing() throws InterruptedException {
        if (stored.started() == null) {
            return new Standing(Past.NONE, StoreSink.Before.nothing(stored));
        }
        Recovery recovery = store.read(open -> open.recover(stored.key()));
        StoreSink.Before before = StoreSink.Before.of(stored, recovery);
        job.stored().counted(before.counts());
        // Without a record it gets its `start`; but what was marked may have gone out all the same.
        Instant told = recovery.lastSeq() == 0 ? null : stored.started();
        Past past = new Past(
                told, recovery.done(), new HashSet<>(recovery.begun()), before.counts(), recovery.lastFailed());
        return new Standing(past, before);
    }

    /// What is done is not read again, but where a later item may be the same.
    private BitSet passedOver(Past past) {
        return job.document().intake().dedupe() == Intake.Dedupe.NONE ? past.done() : new BitSet();
    }

    private JobSetup setup(Standing from) {
        JobDocument document = job.document();
        return new JobSetup(
                stored.id(),
                document,
                new StoredItems(store, stored, new ItemText(place.kinds().check()), passedOver(from.past())),
                place.kinds().of(document.kind()),
                new StoreSink(store, StoreSink.Target.of(stored, job), host.wall(), from.before()),
                from.past(),
                new StoredJournal(store, turn, stored.key(), document),
                place.shareOf(job),
                job.trace());
    }
}

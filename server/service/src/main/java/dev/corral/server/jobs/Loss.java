package dev.corral.server.jobs;

import dev.corral.server.job.JobKind;
import dev.corral.server.job.Lifetime;
import dev.corral.server.run.JobHost;
import dev.corral.server.store.Recovery;
import dev.corral.server.store.StoredCounts;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import java.util.List;

/// Ends jobs in the store that cannot go on, by an error of ours.
record Loss(StoreCalls store, JobHost host) {
    /// Ends one of which nothing but its row can be read. A checkpoint.
    JobRecord.End of(StoredJob job) throws InterruptedException {
        return told(job, new StoreSink.Target(job.key(), Lifetime.DEFAULT.retain(), (seq, counts) -> {}));
    }

    /// Ends one that runs here, for those too who read its stream. A checkpoint.
    JobRecord.End of(StoredJob job, LiveJob running) throws InterruptedException {
        return told(job, StoreSink.Target.of(job, running));
    }

    private JobRecord.End told(StoredJob job, StoreSink.Target target) throws InterruptedException {
        Recovery recovery = store.read(open -> open.recover(job.key()));
        JobRecord.End end = new JobRecord.End(JobOutcome.LOST, null, counts(job, recovery.counts()), 0);
        new StoreSink(store, target, host.wall(), StoreSink.Before.of(job, recovery)).write(List.of(end));
        host.metrics().jobEnded(JobKind.of(job.kind()), JobOutcome.LOST);
        return end;
    }

    /// Of a job that had begun, nobody knows of its items what is not stored.
    private static Counts counts(StoredJob job, StoredCounts known) {
        Counts told = StoredViews.counts(job.total(), known);
        long rest = told.total() - told.done();
        boolean began = job.started() != null;
        return new Counts(
                told.total(),
                told.ok(),
                told.failed(),
                told.cancelled(),
                told.notStarted() + (began ? 0 : rest),
                told.unknown() + (began ? rest : 0),
                told.deduped());
    }
}

package dev.corral.server.jobs;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.run.ItemContext;
import dev.corral.server.run.ItemResult;
import dev.corral.server.run.Kind;
import dev.corral.server.run.Plan;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.concurrent.atomic.AtomicInteger;

/// Fetches nothing, and is content with every item, as soon as the test lets it end.
final class ScriptedKind implements Kind {
    private final Signal allowed = new Signal();
    private final AtomicInteger attempts = new AtomicInteger();

    /// Lets so many attempts end, those before included.
    void allow(int ends) {
        allowed.raise(ends);
    }

    int attempts() {
        return attempts.get();
    }

    @Override
    public JobKind name() {
        return JobKind.FETCH;
    }

    @Override
    public ItemCheck check() {
        return ItemCheck.NONE;
    }

    @Override
    public Plan plan(Item item, JobDocument document) {
        return new Plan() {
            @Override
            public String hostKey() {
                return "host";
            }

            @Override
            public ItemResult run(ItemContext context) throws InterruptedException {
                allowed.awaitAbove(attempts.getAndIncrement());
                return new ItemResult.Finished(
                        new JobRecord.ItemDone(item.index(), item.id(), Outcome.OK, 1, null, new ItemDetail.None()));
            }
        };
    }
}

package dev.corral.server.run;

import dev.corral.server.job.Item;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of what an item asks for: whatever goes wrong is in the result, and the attempt's trace hears how it ended.
final class PlanRun {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);

    private PlanRun() {}

    /// A checkpoint.
    static ItemResult of(Pending pending, ItemContext context) throws InterruptedException {
        try {
            ItemResult result = safely(pending, context);
            context.trace().ended(errorOf(result));
            return result;
        } catch (InterruptedException e) {
            context.trace().cancelled();
            throw e;
        }
    }

    private static @Nullable ErrorKind errorOf(ItemResult result) {
        ItemError error =
                switch (result) {
                    case ItemResult.Finished(JobRecord.ItemDone done) -> done.error();
                    case ItemResult.Failed failed -> failed.record().error();
                    case ItemResult.Moved _ -> null;
                };
        return error == null ? null : error.kind();
    }

    private static ItemResult safely(Pending pending, ItemContext context) throws InterruptedException {
        try {
            return pending.plan().run(context);
        } catch (RuntimeException e) {
            Item item = pending.item();
            LOG.atError().addKeyValue("item", item.index()).setCause(e).log("item.failed by an error of ours");
            return new ItemResult.Finished(new JobRecord.ItemDone(
                    item.index(),
                    item.id(),
                    Outcome.FAILED,
                    1,
                    new ItemError(ErrorKind.INTERNAL, "an unexpected failure, logged by the service"),
                    new ItemDetail.None()));
        }
    }
}

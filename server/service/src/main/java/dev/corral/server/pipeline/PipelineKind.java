package dev.corral.server.pipeline;

import dev.corral.nursery.Clock;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.PipelineItem;
import dev.corral.server.run.ItemContext;
import dev.corral.server.run.ItemResult;
import dev.corral.server.run.Kind;
import dev.corral.server.run.Plan;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;

/// Jobs that let values go from producers to consumers over one channel, each side at its given speed: who
/// waits for whom, and how many values lie in between, can be watched and is told.
public final class PipelineKind implements Kind {
    private final Limiter permits;
    private final Clock clock;

    /// @param permits for pipelines at once: each may have thousands of tasks
    public PipelineKind(Limiter permits, Clock clock) {
        this.permits = permits;
        this.clock = clock;
    }

    @Override
    public JobKind name() {
        return JobKind.PIPELINE;
    }

    /// All that can be wrong is out of bounds, and refused before.
    @Override
    public ItemCheck check() {
        return ItemCheck.NONE;
    }

    @Override
    public Plan plan(Item item, JobDocument document) {
        return new Plan() {
            @Override
            public String hostKey() {
                return "pipeline";
            }

            @Override
            public ItemResult run(ItemContext context) throws InterruptedException {
                return flowWithPermit((PipelineItem) item);
            }
        };
    }

    private ItemResult flowWithPermit(PipelineItem item) throws InterruptedException {
        permits.acquire();
        try {
            return new ItemResult.Finished(flow(item));
        } finally {
            permits.release();
        }
    }

    private JobRecord.ItemDone flow(PipelineItem item) throws InterruptedException {
        Flow flow = new Flow(item, clock);
        try {
            Nursery.open(NurseryOptions.named("pipeline"), flow::startIn);
        } catch (NurseryFailed e) {
            throw new IllegalStateException("a pipeline's task failed", e);
        }
        return new JobRecord.ItemDone(item.index(), item.id(), Outcome.OK, 1, null, flow.told());
    }
}

package dev.corral.server.fetch;

import dev.corral.server.guard.Guard;
import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Refusal;
import dev.corral.server.guard.Target;
import dev.corral.server.job.Body;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.run.ItemContext;
import dev.corral.server.run.ItemResult;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.Kind;
import dev.corral.server.run.Plan;
import dev.corral.server.run.SharedPermits;
import org.jspecify.annotations.Nullable;

/// Jobs that fetch URLs.
public final class FetchKind implements Kind {
    private final FetchLoops loops;
    private final Destinations destinations;
    private final SharedPermits permits;
    private final FetchCheck check;
    private final FetchResults results;
    private final JobHost host;

    /// Where fetches may go, and who knows where that is.
    public record Reach(Guard guard, NameLookup lookup) {}

    /// @param loops as [FetchLoops] made them, at least one
    /// @param permits for fetches at once
    public FetchKind(FetchLoops loops, Reach reach, SharedPermits permits, JobHost host) {
        this.loops = loops;
        this.destinations = new Destinations(reach.lookup(), reach.guard(), host);
        this.permits = permits;
        this.check = new FetchCheck(reach.guard(), host.metrics());
        this.results = new FetchResults(host.wall());
        this.host = host;
    }

    @Override
    public JobKind name() {
        return JobKind.FETCH;
    }

    @Override
    public ItemCheck check() {
        return check;
    }

    @Override
    public Plan plan(Item item, JobDocument document) {
        FetchItem fetch = (FetchItem) item;
        return new FetchPlan(fetch, Fetch.Way.of(FetchCall.of(target(fetch), fetch, document.defaults())));
    }

    /// One request of a fetch, its URL taken apart once.
    private final class FetchPlan implements Plan {
        private final FetchItem item;
        private final Fetch.Way way;

        FetchPlan(FetchItem item, Fetch.Way way) {
            this.item = item;
            this.way = way;
        }

        @Override
        public String hostKey() {
            return way.next().target().originKey();
        }

        /// The method and the URL in its normal form. With a body, no two requests are taken for the same.
        @Override
        public @Nullable String sameness() {
            FetchCall call = way.next();
            Body body = call.body();
            return body == null || body.length() == 0
                    ? call.method() + " " + call.target().url()
                    : null;
        }

        @Override
        public ItemResult run(ItemContext context) throws InterruptedException {
            permits.acquire(context.share());
            try {
                FetchLoop loop = loops.near(context.worker());
                RequestMeter meter = new RequestMeter(host.metrics().upstream(), context.trace());
                Fetch fetch = new Fetch(destinations, loop, host.clock(), context.share(), context.spending(), meter);
                return switch (fetch.go(way)) {
                    case Fetch.Step.Onward(Fetch.Way onward) -> new ItemResult.Moved(new FetchPlan(item, onward));
                    case Fetch.Step.Over(Fetch.Trail trail) -> results.of(item, trail, context);
                };
            } finally {
                permits.release();
            }
        }
    }

    /// An item that runs has passed the check, so its URL parses.
    private static Target target(FetchItem item) {
        return switch (Target.parse(item.url())) {
            case Parsed.Ok(Target target) -> target;
            case Parsed.Refused(Refusal refusal) ->
                throw new IllegalStateException("item " + item.index() + " was not checked: " + refusal.detail());
        };
    }
}

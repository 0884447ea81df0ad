package dev.corral.server.fetch;

import dev.corral.nursery.Limiter;
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

    /// What bounds the fetches of the whole server.
    ///
    /// @param lookups permits for name look-ups at once
    /// @param fetches permits for fetches at once
    public record Permits(Limiter lookups, SharedPermits fetches) {}

    /// @param loops as [FetchLoops] made them, at least one
    public FetchKind(FetchLoops loops, Guard guard, Permits permits, JobHost host) {
        this.loops = loops;
        this.destinations = new Destinations(new SystemLookup(permits.lookups()), guard, host);
        this.permits = permits.fetches();
        this.check = new FetchCheck(guard, host.metrics());
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
    public String hostKey(Item item) {
        return target((FetchItem) item).originKey();
    }

    /// An item that runs has passed the check, so its URL parses.
    private static Target target(FetchItem item) {
        return switch (Target.parse(item.url())) {
            case Parsed.Ok(Target target) -> target;
            case Parsed.Refused(Refusal refusal) ->
                throw new IllegalStateException("item " + item.index() + " was not checked: " + refusal.detail());
        };
    }

    /// The method and the URL in its normal form. With a body, no two requests are taken for the same.
    @Override
    public @Nullable String sameness(Item item, JobDocument document) {
        FetchItem fetch = (FetchItem) item;
        Body body = fetch.request().body();
        return body == null || body.length() == 0
                ? FetchCall.method(fetch, document.defaults()) + " "
                        + target(fetch).url()
                : null;
    }

    @Override
    public ItemResult run(Item item, ItemContext context) throws InterruptedException {
        permits.acquire(context.share());
        try {
            return fetch((FetchItem) item, context);
        } finally {
            permits.release();
        }
    }

    private ItemResult fetch(FetchItem item, ItemContext context) throws InterruptedException {
        FetchCall call = FetchCall.of(target(item), item, context.document().defaults());
        FetchLoop loop = loops.near(context.worker());
        Fetch fetch = new Fetch(destinations, loop, host.clock(), context.spending(), host.metrics());
        return results.of(item, fetch.run(call), context);
    }
}

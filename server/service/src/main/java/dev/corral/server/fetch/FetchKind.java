package dev.corral.server.fetch;

import dev.corral.nursery.Limiter;
import dev.corral.server.guard.Guard;
import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Refusal;
import dev.corral.server.guard.Target;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobKind;
import dev.corral.server.run.ItemContext;
import dev.corral.server.run.Kind;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jobs that fetch URLs.
public final class FetchKind implements Kind {
    private static final int HTTP_TOO_MANY_REQUESTS = 429;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<FetchLoop> loops;
    private final Destinations destinations;
    private final Limiter permits;
    private final FetchCheck check;

    /// @param loops as [FetchLoops] made them, at least one
    /// @param lookups permits for name look-ups at once
    /// @param permits for fetches of the whole server at once
    public FetchKind(FetchLoops loops, Guard guard, Limiter lookups, Limiter permits) {
        this.loops = loops.all();
        this.destinations = new Destinations(new SystemLookup(lookups), guard);
        this.permits = permits;
        this.check = new FetchCheck(guard);
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

    @Override
    public JobRecord.ItemDone run(Item item, ItemContext context) throws InterruptedException {
        permits.acquire();
        try {
            return fetch((FetchItem) item, context);
        } finally {
            permits.release();
        }
    }

    private JobRecord.ItemDone fetch(FetchItem item, ItemContext context) throws InterruptedException {
        FetchDefaults defaults = context.document().defaults();
        FetchCall call = FetchCall.of(target(item), item, defaults);
        return switch (destinations.of(call.target(), call.timeouts().total())) {
            case Destination.Barred barred -> barred(item, context, barred);
            case Destination.Allowed(InetAddress address, long lookupNanos) -> {
                FetchLoop loop = loops.get(context.worker() % loops.size());
                Duration spent = Duration.ofNanos(Math.max(0, lookupNanos));
                Answer answer = loop.attempt(call, address, spent);
                yield told(item, call, answer, timing(context, lookupNanos, answer.times()));
            }
        };
    }

    private static JobRecord.ItemDone barred(FetchItem item, ItemContext context, Destination.Barred barred) {
        long lookup = millis(barred.lookupNanos());
        ItemDetail.Timing timing = new ItemDetail.Timing(context.queuedMillis(), lookup, -1, -1, Math.max(0, lookup));
        return new JobRecord.ItemDone(
                item.index(),
                item.id(),
                Outcome.FAILED,
                1,
                new ItemError(barred.kind(), barred.detail()),
                new ItemDetail.Unfetched(null, timing));
    }

    private static JobRecord.ItemDone told(FetchItem item, FetchCall call, Answer answer, ItemDetail.Timing timing) {
        return switch (answer) {
            case Answer.Complete complete -> {
                ItemError error = unexpected(complete.status(), call.defaults());
                Outcome outcome = error == null ? Outcome.OK : Outcome.FAILED;
                yield new JobRecord.ItemDone(
                        item.index(), item.id(), outcome, 1, error, fetched(call, complete, timing));
            }
            case Answer.Broken(ErrorKind kind, String detail, Integer status, Answer.Times _) ->
                new JobRecord.ItemDone(
                        item.index(),
                        item.id(),
                        Outcome.FAILED,
                        1,
                        new ItemError(kind, detail),
                        new ItemDetail.Unfetched(status, timing));
        };
    }

    private static ItemDetail.Fetched fetched(FetchCall call, Answer.Complete complete, ItemDetail.Timing timing) {
        CapturedBody body = complete.body();
        return new ItemDetail.Fetched(
                complete.status(),
                call.target().url(),
                complete.bytes(),
                complete.bytes(),
                body.sha256(),
                body.text(),
                body.base64(),
                timing);
    }

    private static @Nullable ItemError unexpected(int status, FetchDefaults defaults) {
        if (defaults.expectStatus().accepts(status)) {
            return null;
        }
        ErrorKind kind = status == HTTP_TOO_MANY_REQUESTS ? ErrorKind.THROTTLED : ErrorKind.STATUS;
        boolean retryable = kind.isRetryable() || status >= 500;
        return new ItemError(kind, "status " + status + " was not expected", retryable);
    }

    private static ItemDetail.Timing timing(ItemContext context, long lookupNanos, Answer.Times times) {
        long connected = times.connected();
        long firstByte = times.firstByte() < 0 ? -1 : times.firstByte() - Math.max(0, connected);
        long total = Math.max(0, lookupNanos) + times.ended();
        return new ItemDetail.Timing(
                context.queuedMillis(), millis(lookupNanos), millis(connected), millis(firstByte), millis(total));
    }

    private static long millis(long nanos) {
        return nanos < 0 ? -1 : nanos / NANOS_PER_MILLI;
    }
}

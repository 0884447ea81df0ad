package dev.corral.server.fetch;

import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Retry;
import dev.corral.server.run.ItemContext;
import dev.corral.server.run.ItemResult;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tells what one attempt at a fetch came to: its record, and whether it may come out better another time.
///
/// @param wall for dates in `Retry-After`
record FetchResults(InstantSource wall) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;

    ItemResult of(FetchItem item, Fetch.Trail trail, ItemContext context) {
        ItemDetail.Timing timing = timing(trail, context.queuedMillis());
        return switch (trail.answer()) {
            case Answer.Complete complete -> {
                ItemError error =
                        unexpected(complete.head().status(), trail.last().defaults());
                JobRecord.ItemDone done = done(item, error, fetched(trail.last(), complete, timing));
                Retry.Cause cause = error == null ? null : cause(complete.head().status());
                yield result(done, cause, item, trail, throttle(trail.last(), complete.head()));
            }
            case Answer.Broken broken -> {
                ItemError error =
                        new ItemError(broken.fault().kind(), broken.fault().detail());
                JobRecord.ItemDone done = done(item, error, new ItemDetail.Unfetched(broken.status(), timing));
                yield result(done, cause(broken.fault().kind()), item, trail, null);
            }
        };
    }

    private static JobRecord.ItemDone done(FetchItem item, @Nullable ItemError error, ItemDetail detail) {
        Outcome outcome = error == null ? Outcome.OK : Outcome.FAILED;
        return new JobRecord.ItemDone(item.index(), item.id(), outcome, 1, error, detail);
    }

    private static ItemResult result(
            JobRecord.ItemDone done,
            Retry.@Nullable Cause cause,
            FetchItem item,
            Fetch.Trail trail,
            ItemResult.@Nullable Throttle throttle) {
        if (cause == null) {
            return new ItemResult.Finished(done);
        }
        boolean safe = item.request().retryUnsafe()
                || FetchCall.method(item, trail.last().defaults()).isIdempotent();
        return new ItemResult.Failed(
                done, cause, safe ? ItemResult.Repetition.SAFE : ItemResult.Repetition.UNSAFE, throttle);
    }

    private static Retry.@Nullable Cause cause(int status) {
        return switch (status) {
            case TOO_MANY_REQUESTS -> Retry.Cause.STATUS_429;
            case 502 -> Retry.Cause.STATUS_502;
            case UNAVAILABLE -> Retry.Cause.STATUS_503;
            case 504 -> Retry.Cause.STATUS_504;
            default -> null;
        };
    }

    private static Retry.@Nullable Cause cause(ErrorKind kind) {
        return switch (kind) {
            case DNS, CONNECT -> Retry.Cause.CONNECT;
            case TIMEOUT_DNS, TIMEOUT_CONNECT, TIMEOUT_FIRST_BYTE, TIMEOUT_IDLE, TIMEOUT_TOTAL -> Retry.Cause.TIMEOUT;
            case RESET -> Retry.Cause.RESET;
            default -> null;
        };
    }

    private ItemResult.@Nullable Throttle throttle(FetchCall call, Head head) {
        if (head.status() != TOO_MANY_REQUESTS && head.status() != UNAVAILABLE) {
            return null;
        }
        Duration pause = RetryAfter.parse(head.retryAfter(), wall.instant());
        return pause == null ? null : new ItemResult.Throttle(call.target().originKey(), pause);
    }

    private static @Nullable ItemError unexpected(int status, FetchDefaults defaults) {
        if (defaults.expectStatus().accepts(status)) {
            return null;
        }
        ErrorKind kind = status == TOO_MANY_REQUESTS ? ErrorKind.THROTTLED : ErrorKind.STATUS;
        boolean retryable = kind.isRetryable() || status >= FIRST_SERVER_ERROR;
        return new ItemError(kind, "status " + status + " was not expected", retryable);
    }

    private static ItemDetail.Fetched fetched(FetchCall call, Answer.Complete complete, ItemDetail.Timing timing) {
        Answer.Content content = complete.content();
        CapturedBody body = content.captured();
        return new ItemDetail.Fetched(
                complete.head().status(),
                call.target().url(),
                content.bytes(),
                content.bytesWire(),
                body.sha256(),
                body.text(),
                body.base64(),
                timing);
    }

    /// Phases are those of the last request, the total is that of all.
    private static ItemDetail.Timing timing(Fetch.Trail trail, long queuedMillis) {
        Answer.Times times = trail.answer().times();
        long connected = times.connected();
        long firstByte = times.firstByte() < 0 ? -1 : times.firstByte() - Math.max(0, connected);
        return new ItemDetail.Timing(
                queuedMillis,
                millis(trail.lookupNanos()),
                millis(connected),
                millis(firstByte),
                millis(trail.totalNanos()));
    }

    private static long millis(long nanos) {
        return nanos < 0 ? -1 : nanos / NANOS_PER_MILLI;
    }
}

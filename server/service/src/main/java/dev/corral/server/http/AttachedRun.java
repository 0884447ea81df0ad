package dev.corral.server.http;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.access.Caller;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.Read;
import dev.corral.server.jobs.JobLog;
import dev.corral.server.jobs.LiveJob;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobSetup;
import dev.corral.server.run.Kind;
import dev.corral.server.run.Share;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink.ReaderGone;
import dev.corral.server.tracing.JobTrace;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An attached job: it lives exactly as long as its exchange, and its records are the answer.
final class AttachedRun {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedRun.class);

    private final JobService service;
    private final Exchange exchange;
    private final SubmitRequest head;
    private final RequestBody body;
    private final ResponseStream stream;
    /// Null where the whole job has come before its first record goes: then the reader's pace is the job's.
    private final @Nullable Spool spool;

    AttachedRun(JobService service, Exchange exchange, SubmitRequest head, RequestBody body) {
        this.service = service;
        this.exchange = exchange;
        this.head = head;
        this.body = body;
        this.spool = head.input() == MediaTypes.Input.JSON
                ? null
                : new Spool(
                        service.held(),
                        exchange.caller().tenant(),
                        service.host().metrics().streams().spooled(),
                        body::isOnItsWay);
        this.stream = new ResponseStream(
                exchange, service.writeIdle(), service.host().metrics().streams(), this::readerMayWait);
    }

    /// A client that still sends need not read, as long as there is room for what it does not take.
    private boolean readerMayWait() {
        return spool != null && body.isOnItsWay() && !spool.isFull();
    }

    /// Runs the job to the end of its stream. A checkpoint.
    ///
    /// @param stopsBy is told how to stop the job when its body breaks off, and why that was
    void run(String id, Read.Accepted accepted, Consumer<Consumer<RequestBody.Broken>> stopsBy)
            throws InterruptedException {
        JobDocument placed = service.nurseries().placed(accepted.document());
        Kind kind = service.kinds().of(placed.kind());
        JobTrace trace = exchange.trace().job(id, kind.name());
        LiveJob job = service.jobs().attach(id, exchange.caller(), placed, trace);
        stopsBy.accept(why -> stop(job, why));
        exchange.context().runOnContext(ignored -> stream.open(head.framing(), id, job::cancel));
        boolean whole = false;
        try {
            whole = reached(job, kind, accepted.items()) && isWhole();
        } finally {
            finish(whole);
        }
    }

    /// Its reader is there and is told, unless it was who left.
    private static void stop(LiveJob job, RequestBody.Broken why) {
        switch (why) {
            case TOO_LARGE, TOO_SLOW -> job.uploadBroke();
            case MALFORMED, LEFT -> job.cancel();
        }
    }

    /// Runs the job until it is over.
    ///
    /// @return whether the reader was there for all its records
    private boolean reached(LiveJob job, Kind kind, ItemSource items) throws InterruptedException {
        AtomicReference<JobRecord.@Nullable End> end = new AtomicReference<>();
        service.host().metrics().jobStarted(kind.name());
        JobRun run = new JobRun(
                JobSetup.passing(job.id(), job.document(), items, kind, sink())
                        .with(share(job.document()))
                        .with(job.trace()),
                service.host());
        try {
            JobLog.ended(job, runIn(job, run, end));
            return run.reachedReader() && (spool == null || spool.reachedReader());
        } catch (NurseryFailed | RuntimeException e) {
            LOG.error("job {} of request {} was lost by an error of ours", job.id(), exchange.requestId(), e);
            service.host().metrics().jobEnded(kind.name(), JobOutcome.LOST);
            return false;
        } catch (InterruptedException e) {
            // Its reader went before it began, or the service does not wait any more.
            if (end.get() == null) {
                job.tell(run);
                end.set(run.cutShort());
            }
            JobLog.ended(job, Objects.requireNonNull(end.get()));
            throw e;
        } finally {
            service.host().metrics().jobOver(kind.name());
            JobRecord.End how = end.get();
            job.trace().ended(how == null ? JobOutcome.LOST : how.outcome());
            // Before its stream ends: whoever has read all of it finds the job over.
            service.jobs().over(job, how, head.idempotencyKey());
        }
    }

    private boolean isWhole() throws InterruptedException {
        try {
            stream.end();
            return true;
        } catch (ReaderGone e) {
            LOG.debug("a reader of request {} did not wait for the end", exchange.requestId());
            return false;
        }
    }

    private Share share(JobDocument document) {
        Caller caller = exchange.caller();
        return new Share(caller.tenant(), document.placement().priority(), caller.weight());
    }

    private EncodingSink sink() {
        return new EncodingSink(head.framing(), spool == null ? stream : spool);
    }

    private JobRecord.End runIn(LiveJob job, JobRun run, AtomicReference<JobRecord.@Nullable End> end)
            throws NurseryFailed, InterruptedException {
        Nursery.open(NurseryOptions.named("attached job"), nursery -> {
            job.begin(run, nursery, service.host().wall().instant());
            // A task of its own, so that the nursery's tree shows what the job is made of.
            nursery.start("job", () -> runTo(run, end));
            if (spool != null) {
                nursery.start("pump", () -> spool.pump(stream));
            }
        });
        return Objects.requireNonNull(end.get(), "a job whose nursery nobody cancels has an end");
    }

    private void runTo(JobRun run, AtomicReference<JobRecord.@Nullable End> end)
            throws NurseryFailed, InterruptedException {
        try {
            end.set(run.run());
        } finally {
            if (spool != null) {
                spool.end();
            }
        }
    }

    private void finish(boolean whole) {
        if (spool != null) {
            spool.close();
        }
        if (!whole) {
            stream.cut();
        } else if (!body.hasEnded()) {
            exchange.context().runOnContext(ignored -> exchange.connections().last(exchange.request()));
        }
    }
}

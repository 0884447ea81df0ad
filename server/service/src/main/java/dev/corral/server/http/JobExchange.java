package dev.corral.server.http;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.Read;
import dev.corral.server.job.Upload;
import dev.corral.server.problem.Problem;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobSetup;
import dev.corral.server.run.Kind;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink.ReaderGone;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request that brings a job, from its body to the last byte of its stream: the job lives exactly as
/// long. Runs as a task; what touches the response happens on the request's event loop.
final class JobExchange {
    private static final Logger LOG = LoggerFactory.getLogger(JobExchange.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private final JobService service;
    private final HttpServerRequest request;
    private final Context context;
    private final String requestId;

    /// @param context of the request
    JobExchange(JobService service, String requestId, HttpServerRequest request, Context context) {
        this.service = service;
        this.requestId = requestId;
        this.request = request;
        this.context = context;
    }

    String requestId() {
        return requestId;
    }

    HttpServerRequest request() {
        return request;
    }

    /// Reads the job and runs it. A task's body.
    void serve(MediaTypes.Input input, byte[] body) throws InterruptedException {
        try {
            read(input, body);
        } catch (RuntimeException e) {
            // One job must not take the others with it.
            LOG.error("request {} met an error of ours", requestId, e);
            refuse(Problem.internal(requestId));
        }
    }

    private void read(MediaTypes.Input input, byte[] body) throws InterruptedException {
        Read read =
                switch (input) {
                    case JSON -> service.reader().readJson(body);
                    case NDJSON -> service.reader().readNdjson(Upload.of(body));
                    case TEXT -> service.reader().readText(Upload.of(body), Query.of(request));
                };
        switch (read) {
            case Read.Malformed(String detail) -> refuse(Problem.malformed(requestId, detail));
            case Read.Invalid(var errors) -> refuse(Problem.validation(requestId, errors));
            case Read.Accepted accepted -> run(accepted);
        }
    }

    private void refuse(Problem problem) {
        context.runOnContext(ignored -> Replies.problem(request.response(), problem));
    }

    private void run(Read.Accepted accepted) throws InterruptedException {
        JobDocument document = accepted.document();
        Kind kind = service.kind(document.kind());
        ResponseStream stream = new ResponseStream(context, request, service.writeIdle());
        JobRun job = new JobRun(JobSetup.passing(newJobId(), document, accepted.items(), kind, stream), service.host());
        switch (service.running().admit(job)) {
            case FULL -> refuse(Problem.overloaded(requestId, "as many jobs run as this server takes"));
            case CLOSED -> refuse(Problem.draining(requestId));
            case TAKEN -> {
                service.host().metrics().jobStarted(kind.name());
                try {
                    stream(job, kind, stream);
                } finally {
                    service.host().metrics().jobOver(kind.name());
                    service.running().over(job);
                }
            }
        }
    }

    private void stream(JobRun job, Kind kind, ResponseStream stream) throws InterruptedException {
        context.runOnContext(ignored -> stream.open(job.id(), job::cancel));
        boolean whole = false;
        try {
            JobRecord.End end = job.run();
            log(job, end);
            if (job.reachedReader()) {
                stream.end();
                whole = true;
            }
        } catch (ReaderGone e) {
            LOG.debug("the reader of job {} did not wait for its end", job.id());
        } catch (NurseryFailed | RuntimeException e) {
            LOG.error("job {} of request {} was lost by an error of ours", job.id(), requestId, e);
            service.host().metrics().jobEnded(kind.name(), JobOutcome.LOST);
        } finally {
            if (!whole) {
                stream.cut();
            }
        }
    }

    private static void log(JobRun job, JobRecord.End end) {
        LOG.info(
                "job.end id={} outcome={} cause={} counts={} elapsed_ms={}",
                job.id(),
                end.outcome().label(),
                end.cause(),
                end.counts(),
                end.elapsedMillis());
    }

    private static String newJobId() {
        byte[] bits = new byte[ID_BYTES];
        RANDOM.nextBytes(bits);
        return "j_" + HexFormat.of().formatHex(bits);
    }
}

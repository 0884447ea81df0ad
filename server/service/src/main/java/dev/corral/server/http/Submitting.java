package dev.corral.server.http;

import dev.corral.nursery.CancelScope;
import dev.corral.server.job.Read;
import dev.corral.server.jobs.JobIds;
import dev.corral.server.jobs.LiveJob;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.jobs.Submission;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.KeyState;
import dev.corral.server.store.StoreException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request that brings a job, from the head of its body on. Runs as a task.
///
/// ```
///   reading the document ──> refused
///          ├──> attached: runs, its records are the answer       see AttachedRun
///          └──> detached: all items are stored, 202
/// ```
final class Submitting {
    private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);

    private static final int STREAMED = 200;

    private final JobService service;
    private final Exchange exchange;
    private final SubmitRequest head;
    private final RequestBody body;
    private final LiveJobs.Place place;

    /// What stops when the body breaks off: the reading at first, then the job.
    private final AtomicReference<@Nullable Consumer<RequestBody.Broken>> stop = new AtomicReference<>();
    private volatile RequestBody.@Nullable Broken broken;
    private boolean handedOver;
    private boolean streams;

    Submitting(JobService service, Exchange exchange, SubmitRequest head, RequestBody body, LiveJobs.Place place) {
        this.service = service;
        this.exchange = exchange;
        this.head = head;
        this.body = body;
        this.place = place;
    }

    /// On the event loop, before [#serve].
    void hold() {
        body.hold(why -> {
            broken = why;
            if (why == RequestBody.Broken.MALFORMED) {
                exchange.refuseBroken();
            }
            Consumer<RequestBody.Broken> running = stop.get();
            if (running != null) {
                running.accept(why);
            }
        });
    }

    private void stopsBy(Consumer<RequestBody.Broken> running) {
        stop.set(running);
        RequestBody.Broken why = broken;
        if (why != null) {
            running.accept(why);
        }
    }

    /// A task's body.
    void serve() throws InterruptedException {
        try {
            CancelScope.open(scope -> {
                stopsBy(why -> scope.cancel("the body broke off"));
                submitOrRefuse();
            });
            // A stream that is under way ends with the cause.
            tellBroken(exchange, streams ? null : broken, body.limit());
        } catch (RuntimeException e) {
            // One job must not take the others with it.
            LOG.error("request {} met an error of ours", exchange.requestId(), e);
            exchange.refuse(Problem.internal(exchange.requestId()));
        } finally {
            // Whatever was answered otherwise was told before.
            exchange.trace().ended(broken == null ? STREAMED : 0);
            if (!handedOver) {
                place.close();
            }
        }
    }

    private void submitOrRefuse() throws InterruptedException {
        try {
            submit();
        } catch (Refused e) {
            exchange.refuse(e);
        } catch (StoreException e) {
            LOG.warn(
                    "request {} was refused, since the store cannot take it: {}", exchange.requestId(), e.getMessage());
            exchange.refuse(Problem.overloaded(
                    exchange.requestId(),
                    "the store takes no jobs now: it is " + e.kind().state()));
        }
    }

    /// Tells why a body was not read to its end, if it was not and the sender can be told.
    static void tellBroken(Exchange exchange, RequestBody.@Nullable Broken why, Inbound.Body limit) {
        if (why == null) {
            return;
        }
        String id = exchange.requestId();
        switch (why) {
            case TOO_LARGE ->
                exchange.refuse(Problem.tooLarge(id, "the body is longer than " + limit.bytes() + " bytes"));
            case TOO_SLOW ->
                exchange.refuse(Problem.timeout(
                        id,
                        "nothing more of the body came for " + limit.silence().toMillis() + " ms"));
            case MALFORMED, LEFT -> {
                // Was told at once; nobody is there to be told.
            }
        }
    }

    private void submit() throws Refused, StoreException, InterruptedException {
        Payload payload =
                new Payload(body, head.input() + "?" + exchange.request().query());
        String id = JobIds.next();
        if (head.idempotencyKey() != null && !claimed(head.idempotencyKey(), id, payload)) {
            return;
        }
        boolean taken = false;
        try (BodyMemory.Share memory = service.bodies().share()) {
            Read.Accepted accepted = read(payload, memory);
            if (head.detached()) {
                takeIn(id, accepted, payload);
            } else {
                attach(id, accepted);
            }
            taken = true;
        } finally {
            if (!taken && head.idempotencyKey() != null) {
                service.jobs().unclaim(exchange.caller(), head.idempotencyKey(), id);
            }
        }
    }

    private Read.Accepted read(Payload payload, BodyMemory.Share memory) throws Refused, InterruptedException {
        Read read = new JobBody(exchange, head.input(), service.bodies()).read(service.reader(), payload, memory);
        return switch (read) {
            case Read.Accepted accepted -> accepted;
            case Read.Malformed(String detail) -> throw exchange.malformed(detail);
            case Read.Invalid(var errors) -> throw new Refused(Problem.validation(exchange.requestId(), errors));
        };
    }

    private void attach(String id, Read.Accepted accepted) throws InterruptedException {
        streams = true;
        AttachedRun run = new AttachedRun(service, exchange, head, body);
        service.nurseries()
                .run(
                        accepted.document().placement().backend(),
                        "attached job",
                        () -> run.run(id, accepted, this::stopsBy));
    }

    private void takeIn(String id, Read.Accepted accepted, Payload payload)
            throws StoreException, InterruptedException {
        Submission submission = new Submission(
                id,
                exchange.caller().tenant(),
                accepted.document(),
                head.idempotencyKey(),
                exchange.trace().job(id, accepted.document().kind()));
        LiveJob job = service.jobs().takeIn(submission, accepted.items(), place, payload::digest);
        handedOver = true;
        exchange.reply(created(job));
    }

    private static Reply created(LiveJob job) throws InterruptedException {
        return Reply.json(202, job.seen().members())
                .with("Location", "/v1/jobs/" + job.id())
                .with(SubmitRequest.PREFERENCE_APPLIED, SubmitRequest.RESPOND_ASYNC);
    }

    /// Whether this request is the first with its key; else it is answered.
    private boolean claimed(String key, String id, Payload payload)
            throws Refused, StoreException, InterruptedException {
        return switch (service.jobs().claim(exchange.caller(), key, id)) {
            case KeyState.Fresh _ -> true;
            case KeyState.TakingIn(String other) ->
                throw new Refused(
                        Problem.conflict(
                                exchange.requestId(),
                                "a request with this key came before, as job " + other
                                        + ": it is still being taken in, or its stream goes to whoever sent it"),
                        Map.of("Location", "/v1/jobs/" + other));
            case KeyState.Taken(String other, byte[] digest) -> {
                again(other, digest, payload);
                yield false;
            }
        };
    }

    private void again(String other, byte[] digest, Payload payload)
            throws Refused, StoreException, InterruptedException {
        if (!MessageDigest.isEqual(digest, payload.digest())) {
            throw new Refused(Problem.keyReused(
                    exchange.requestId(), "this key came before with another payload, as job " + other));
        }
        if (!head.detached()) {
            throw new Refused(
                    Problem.conflict(exchange.requestId(), "a request with this key came before, as job " + other),
                    Map.of("Location", "/v1/jobs/" + other));
        }
        exchange.reply(new JobQueries(service, exchange)
                .view(other)
                .with("Location", "/v1/jobs/" + other)
                .with(SubmitRequest.PREFERENCE_APPLIED, SubmitRequest.RESPOND_ASYNC)
                .withStatus(202));
    }
}

package dev.corral.server.http;

import dev.corral.nursery.CancelScope;
import dev.corral.server.jobs.JobState;
import dev.corral.server.jobs.JobView;
import dev.corral.server.jobs.Jobs;
import dev.corral.server.jobs.Known;
import dev.corral.server.jobs.LiveJob;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.Retried;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredState;
import dev.corral.server.store.WrongStateException;
import java.time.Duration;

/// What jobs can be told. Each method is a task's body and answers one request.
final class JobCommands {
    /// As long as a client can wait for a job to be over.
    private static final int MOST_WAIT_SECONDS = 60;

    private final JobService service;
    private final Exchange exchange;
    private final JobQueries queries;

    JobCommands(JobService service, Exchange exchange) {
        this.service = service;
        this.exchange = exchange;
        this.queries = new JobQueries(service, exchange);
    }

    /// `POST /v1/jobs/{id}/cancel`
    Reply cancel(String id) throws Refused, StoreException, InterruptedException {
        return switch (queries.known(id)) {
            case Known.Live(LiveJob job) -> cancel(job);
            case Known.Stored(StoredJob job) when job.state() != StoredState.ENDED -> cancel(job);
            default -> queries.view(id);
        };
    }

    private Reply cancel(LiveJob job) throws StoreException, InterruptedException {
        service.jobs().cancel(job);
        int seconds = Preferences.of(exchange.request()).seconds("wait", MOST_WAIT_SECONDS);
        if (seconds > 0) {
            CancelScope.moveOnAfter(Duration.ofSeconds(seconds), scope -> job.awaitOver());
        }
        Reply reply = reply(job.seen());
        return seconds > 0 ? reply.with(SubmitRequest.PREFERENCE_APPLIED, "wait=" + seconds) : reply;
    }

    /// It has left this process, which ends: the next one hears of the order.
    private Reply cancel(StoredJob job) throws Refused, StoreException, InterruptedException {
        service.jobs().cancel(job);
        return reply(queries.seen(job.id()));
    }

    private static Reply reply(JobView job) {
        return Reply.json(job.state() == JobState.ENDED ? 200 : 202, job.members());
    }

    /// `DELETE /v1/jobs/{id}`
    Reply delete(String id) throws Refused, StoreException, InterruptedException {
        if (queries.known(id) instanceof Known.Live(LiveJob job)) {
            service.jobs().cancel(job);
            job.awaitOver();
        }
        service.jobs().forget(id);
        return Reply.empty(204);
    }

    /// `POST /v1/jobs/{id}/pause`
    Reply pause(String id) throws Refused, StoreException, InterruptedException {
        LiveJob job = running(id);
        if (!service.jobs().pause(job)) {
            throw over(job.state());
        }
        return Reply.json(200, job.seen().members());
    }

    /// `POST /v1/jobs/{id}/resume`
    Reply resume(String id) throws Refused, StoreException, InterruptedException {
        LiveJob job = running(id);
        if (!service.jobs().resume(job)) {
            throw over(job.state());
        }
        return Reply.json(200, job.seen().members());
    }

    private LiveJob running(String id) throws Refused, StoreException, InterruptedException {
        return switch (queries.known(id)) {
            case Known.Live(LiveJob job) -> job;
            case Known.Stored(StoredJob job) -> throw over(Jobs.view(job).state());
            case Known.Remembered(JobView view) -> throw over(view.state());
            case Known.Gone _, Known.Nothing _ -> throw new IllegalStateException("refused before");
        };
    }

    private Refused over(JobState state) {
        return exchange.conflict("the job is " + state.word() + ": nothing more begins");
    }

    /// `POST /v1/jobs/{id}/retry`
    Reply retry(String id) throws Refused, StoreException, InterruptedException {
        Retried which = retried();
        StoredJob from =
                switch (queries.known(id)) {
                    case Known.Stored(StoredJob job) -> job;
                    case Known.Live(LiveJob job) ->
                        throw exchange.conflict("the job is " + job.state().word() + ": wait until it has ended");
                    case Known.Remembered _ -> throw exchange.conflict("the job was attached: its items are not kept");
                    case Known.Gone _, Known.Nothing _ -> throw new IllegalStateException("refused before");
                };
        LiveJobs.Place place = SubmitEndpoint.place(service, exchange, true);
        LiveJob again = null;
        try {
            again = service.jobs().retry(from, which, place);
        } catch (WrongStateException e) {
            throw new Refused(Problem.gone(
                    exchange.requestId(), "the job was forgotten while its items were being taken up again"));
        } catch (IllegalArgumentException e) {
            throw exchange.conflict("the job cannot be done again: what it asks for is refused today");
        } finally {
            if (again == null) {
                place.close();
            }
        }
        if (again == null) {
            throw exchange.conflict("no item of the job failed, was cancelled or never began"
                    + (which == Retried.NOT_DONE && from.counts().unknown() > 0
                            ? ", but some are unknown: with unknown=true they are done again"
                            : ": there is nothing to do again"));
        }
        return Reply.json(201, again.seen().members()).with("Location", "/v1/jobs/" + again.id());
    }

    /// What may have been done already is done again only for those who say so.
    private Retried retried() throws Refused {
        Parameters query = new Parameters(exchange);
        query.allow("unknown");
        return query.flag("unknown") ? Retried.NOT_KNOWN_DONE : Retried.NOT_DONE;
    }
}

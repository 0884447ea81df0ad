package dev.corral.server.http;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.TaskTree;
import dev.corral.server.jobs.JobPage;
import dev.corral.server.jobs.JobRecords;
import dev.corral.server.jobs.JobState;
import dev.corral.server.jobs.JobView;
import dev.corral.server.jobs.Jobs;
import dev.corral.server.jobs.Known;
import dev.corral.server.jobs.LiveJob;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.stream.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be asked about jobs. Each method is a task's body and answers one request.
final class JobQueries {
    private static final int LIST_DEFAULT = 50;
    private static final int LIST_MOST = 1000;
    private static final int RESULTS_DEFAULT = 1000;
    private static final int RESULTS_MOST = 10_000;
    private static final String TREE_TEXT = "text/plain; charset=utf-8";

    private final JobService service;
    private final Exchange exchange;
    private final Parameters query;

    JobQueries(JobService service, Exchange exchange) {
        this.service = service;
        this.exchange = exchange;
        this.query = new Parameters(exchange);
    }

    /// `GET /v1/jobs`
    Reply list() throws Refused, StoreException, InterruptedException {
        query.allow("state", "limit", "cursor");
        JobState state = query.word("state", JobState.values(), JobState::word);
        int limit = query.whole("limit", 1, LIST_MOST, LIST_DEFAULT);
        try {
            JobPage page = service.jobs().list().page(exchange.caller(), state, limit, query.text("cursor"));
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("jobs", page.jobs().stream().map(JobView::members).toList());
            members.put("next_cursor", page.nextCursor());
            return Reply.json(200, members);
        } catch (IllegalArgumentException e) {
            throw query.refused("cursor", "value", "is none that a list gave");
        }
    }

    /// `GET /v1/jobs/{id}`
    Reply view(String id) throws Refused, StoreException, InterruptedException {
        return Reply.json(200, seen(id).members());
    }

    JobView seen(String id) throws Refused, StoreException, InterruptedException {
        return switch (known(id)) {
            case Known.Live(LiveJob job) -> job.seen();
            case Known.Stored(StoredJob job) -> Jobs.view(job);
            case Known.Remembered(JobView view) -> view;
            case Known.Gone _, Known.Nothing _ -> throw new IllegalStateException("refused before");
        };
    }

    /// What is known of a job that is there.
    ///
    /// @throws Refused if it is not there, or not any more
    Known known(String id) throws Refused, StoreException, InterruptedException {
        Known known = service.jobs().find(exchange.caller(), id);
        if (known instanceof Known.Gone) {
            throw new Refused(Problem.gone(
                    exchange.requestId(), "the job has ended, and the time is over for which it was to be kept"));
        }
        if (known instanceof Known.Nothing) {
            throw exchange.notFound();
        }
        return known;
    }

    /// The job's records.
    ///
    /// @throws Refused if there is no such job, or its records are not kept
    JobRecords.Source source(String id) throws Refused, StoreException, InterruptedException {
        JobRecords.Source source = JobRecords.source(known(id));
        if (source == null) {
            throw exchange.conflict("the job is attached: its records went to whoever sent it, and are not kept");
        }
        return source;
    }

    /// `GET /v1/jobs/{id}/results`
    Reply results(String id) throws Refused, StoreException, InterruptedException {
        query.allow("outcome", "after", "limit");
        Outcome outcome = query.word("outcome", Outcome.values(), Outcome::label);
        long after = query.seq("after", 0);
        int limit = query.whole("limit", 1, RESULTS_MOST, RESULTS_DEFAULT);
        List<StoredRecord> records = service.jobs().records().results(source(id), outcome, after, limit);
        Buffer lines = Buffer.buffer();
        records.forEach(each -> lines.appendBytes(each.line()).appendByte((byte) '\n'));
        Reply reply = new Reply(200, Map.of(), MediaTypes.NDJSON, lines);
        if (records.isEmpty()) {
            return reply;
        }
        String next = "</v1/jobs/" + id + "/results?after=" + records.getLast().seq() + "&limit=" + limit
                + (outcome == null ? "" : "&outcome=" + outcome.label()) + ">; rel=\"next\"";
        return reply.with("Link", next);
    }

    /// `GET /v1/jobs/{id}/tree`
    Reply tree(String id) throws Refused, StoreException, InterruptedException {
        if (!(known(id) instanceof Known.Live(LiveJob job))) {
            throw exchange.conflict("the job has ended: it has no tasks any more");
        }
        Nursery nursery = job.nursery();
        if (nursery == null) {
            throw exchange.conflict("the job is " + job.state().word() + ": it has no tasks");
        }
        return tree(TaskTree.of(nursery));
    }

    /// `GET /v1/tree`
    Reply tree() throws Refused {
        if (!exchange.caller().isManagement()) {
            throw new Refused(Problem.notFound(exchange.requestId(), "there is nothing at this path"));
        }
        return tree(TaskTree.snapshot());
    }

    private Reply tree(TaskTree tree) throws Refused {
        String accept = exchange.request().getHeader(HttpHeaders.ACCEPT);
        String type = MediaTypes.best(accept, List.of(MediaTypes.JSON, "text/plain"));
        if (type == null) {
            throw new Refused(Problem.notAcceptable(exchange.requestId(), "a tree is application/json or text/plain"));
        }
        return type.equals(MediaTypes.JSON)
                ? Reply.of(200, MediaTypes.JSON, tree.toJson())
                : Reply.of(200, TREE_TEXT, tree.toText());
    }
}

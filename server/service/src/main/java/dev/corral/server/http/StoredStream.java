package dev.corral.server.http;

import dev.corral.nursery.CancelScope;
import dev.corral.server.jobs.JobRecords;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.stream.Framing;
import dev.corral.server.stream.RecordSink.ReaderGone;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /v1/jobs/{id}/stream`: one reader of a detached job's records, from where it left off to the job's
/// end. It reads the store at its own pace, so it cannot slow the job.
final class StoredStream {
    private static final Logger LOG = LoggerFactory.getLogger(StoredStream.class);

    private final JobService service;
    private final Exchange exchange;

    StoredStream(JobService service, Exchange exchange) {
        this.service = service;
        this.exchange = exchange;
    }

    /// A task's body; the answer is given when it returns.
    void serve(String id) throws Refused, StoreException, InterruptedException {
        Parameters query = new Parameters(exchange);
        query.allow("after");
        Framing framing = MediaTypes.framing(exchange.request().getHeader(HttpHeaders.ACCEPT));
        if (framing == null) {
            throw new Refused(Problem.notAcceptable(
                    exchange.requestId(), "records are streamed as " + MediaTypes.NDJSON + " or " + MediaTypes.SSE));
        }
        long after = query.seq("after", lastEventId());
        JobRecords.Source source = new JobQueries(service, exchange).source(id);
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            // No record is read for a body that nobody gets.
            exchange.reply(new Reply(200, Map.of("X-Job-Id", id), MediaTypes.of(framing), null));
            return;
        }
        if (framing == Framing.SSE
                && source.hasEnded()
                && service.jobs().records().after(source, after).isEmpty()) {
            // Browsers connect again after every stream, until they are told so that there is no more.
            exchange.reply(Reply.empty(204));
            return;
        }
        ResponseStream stream = new ResponseStream(
                exchange, service.writeIdle(), service.host().metrics().streams(), () -> false);
        CancelScope.open(scope -> {
            exchange.context()
                    .runOnContext(ignored -> stream.open(framing, id, () -> scope.cancel("the reader has left")));
            boolean whole = false;
            try {
                if (send(source, after, framing, stream)) {
                    stream.end();
                    whole = true;
                }
            } catch (ReaderGone e) {
                LOG.debug("a reader of job {} has gone: {}", id, e.getMessage());
            } finally {
                if (!whole) {
                    stream.cut();
                }
            }
        });
    }

    private long lastEventId() throws Refused {
        String id = exchange.request().getHeader("Last-Event-ID");
        if (id == null || id.isEmpty()) {
            return 0;
        }
        if (!id.matches("[0-9]{1,18}")) {
            throw exchange.malformed("Last-Event-ID is no number of a record");
        }
        return Long.parseLong(id);
    }

    /// False if the job goes on in the next process: there will be more, but not here.
    private boolean send(JobRecords.Source source, long after, Framing framing, ByteSink sink)
            throws StoreException, ReaderGone, InterruptedException {
        for (Piece piece = next(source, after, framing); piece != null; piece = next(source, piece.last(), framing)) {
            sink.write(piece.bytes());
        }
        return source.hasEnded();
    }

    /// What comes next, and nothing more: a reader may take its time with it.
    private @Nullable Piece next(JobRecords.Source source, long seq, Framing framing)
            throws StoreException, InterruptedException {
        List<StoredRecord> page = service.jobs().records().after(source, seq);
        if (page.isEmpty()) {
            return null;
        }
        Buffer bytes = Buffer.buffer();
        page.forEach(each -> append(bytes, framing, each));
        return new Piece(bytes, page.getLast().seq());
    }

    /// A few records.
    ///
    /// @param last number of the last one
    private record Piece(Buffer bytes, long last) {}

    private static void append(Buffer bytes, Framing framing, StoredRecord each) {
        bytes.appendString(framing.before(each.seq(), each.type()), StandardCharsets.US_ASCII.name())
                .appendBytes(each.line())
                .appendString(framing.after(), StandardCharsets.US_ASCII.name());
    }
}

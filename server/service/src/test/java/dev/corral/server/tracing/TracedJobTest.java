package dev.corral.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.config.Telemetry;
import dev.corral.server.jobs.JobLog;
import dev.corral.server.logging.LogCapture;
import dev.corral.server.logging.LogFormat;
import dev.corral.server.tracing.Collector.Received;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A whole service that sends its spans to a collector, by the real protocol.
class TracedJobTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + CALLER + "-01";

    private final Collector collector = Collector.open();
    private final RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
    private final LogCapture log = LogCapture.of(JobLog.class, LogFormat.TEXT);

    @AfterEach
    void close() {
        log.close();
        origin.close();
        collector.close();
    }

    private RunningServer server(double ratio, boolean upstream) {
        TraceSettings settings = new TraceSettings(collector.endpoint(), ratio, upstream);
        return RunningServer.with(
                config -> config.withAllow(RunningServer.rules(origin)).with(new Telemetry(LogFormat.TEXT, settings)));
    }

    private String job(int items) {
        return IntStream.range(0, items)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(",", "{'kind':'fetch','items':[", "]}"));
    }

    private static Api.Answer submit(RunningServer server, String job, String... headers) throws Exception {
        try (Api api = new Api(server.port())) {
            return api.post("/v1/jobs", job, headers);
        }
    }

    private static String jobId(Api.Answer answer) {
        return answer.header("X-Job-Id");
    }

    @Test
    void requestJobAndAttemptsAreSpansOfTheCallersTrace() throws Exception {
        try (RunningServer server = server(0, false)) {
            Api.Answer answer = submit(server, job(2), "Content-Type", "application/json", "traceparent", PARENT);
            Received request = collector.await("POST /v1/jobs", 1).getFirst();
            Received job = collector.await("job fetch", 1).getFirst();
            assertThat(request.parentId()).isEqualTo(CALLER);
            assertThat(request.kind()).isEqualTo(2);
            assertThat(request.attributes()).containsEntry("http.response.status_code", "200");
            assertThat(request.resource())
                    .containsEntry("service.name", "corral")
                    .containsKey("service.version");
            assertThat(job.parentId()).isEqualTo(request.spanId());
            assertThat(job.attributes())
                    .containsEntry("corral.job.id", jobId(answer))
                    .containsEntry("corral.job.outcome", "completed")
                    .containsEntry("corral.attempts", "2");
            assertThat(collector.await("attempt", 2)).allSatisfy(attempt -> {
                assertThat(attempt.parentId()).isEqualTo(job.spanId());
                assertThat(attempt.kind()).isEqualTo(3);
                assertThat(attempt.attributes()).containsEntry("corral.attempt", "1");
                assertThat(attempt.attributes().get("corral.place")).contains("127.0.0.1:" + origin.port());
            });
            assertThat(collector.spans()).allMatch(span -> span.traceId().equals(TRACE));
            assertThat(collector.requests()).containsOnly("POST /v1/traces application/x-protobuf");
            assertThat(answer.header("traceresponse")).isEqualTo("00-" + TRACE + "-" + request.spanId() + "-01");
        }
    }

    @Test
    void headerLogAndExemplarNameTheSameTrace() throws Exception {
        try (RunningServer server = server(1, false)) {
            Api.Answer answer = submit(server, job(1), "Content-Type", "application/json");
            Received job = collector.await("job fetch", 1).getFirst();
            assertThat(job.traceId()).isNotEqualTo(TRACE).matches("[0-9a-f]{32}");
            assertThat(answer.header("traceresponse")).matches("00-" + job.traceId() + "-[0-9a-f]{16}-01");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(" job.end job=" + jobId(answer) + " trace_id=" + job.traceId() + " ");
            try (Api management = new Api(server.managementPort())) {
                assertThat(management
                                .get("/metrics", "Accept", "application/openmetrics-text")
                                .body())
                        .contains("# {job_id=\"" + jobId(answer) + "\",trace_id=\"" + job.traceId() + "\"}");
            }
            assertThat(server.metric("corral_trace_spans_total{outcome=\"failed\"}"))
                    .isZero();
        }
    }

    @Test
    void aDetachedJobGoesOnInTheTraceOfItsRequest() throws Exception {
        try (RunningServer server = server(0, false)) {
            Api.Answer answer = submit(
                    server,
                    job(1),
                    "Content-Type",
                    "application/json",
                    "Prefer",
                    "respond-async",
                    "traceparent",
                    PARENT);
            assertThat(answer.status()).isEqualTo(202);
            Received request = collector.await("POST /v1/jobs", 1).getFirst();
            assertThat(request.attributes()).containsEntry("http.response.status_code", "202");
            assertThat(collector.await("job fetch", 1).getFirst().parentId()).isEqualTo(request.spanId());
        }
    }

    @Test
    void aFailedAttemptSaysHow() throws Exception {
        try (RunningServer server = server(1, false)) {
            String gone = "http://127.0.0.1:" + origin.port() + "/";
            origin.close();
            var _ = server.run("{'kind':'fetch','items':['" + gone + "'],'retry':{'max_attempts':1}}");
            assertThat(collector.await("attempt", 1).getFirst().attributes()).containsEntry("error.type", "connect");
        }
    }

    @Test
    void originsHearNothingUnlessTheOperatorAllowsIt() throws Exception {
        try (RunningServer server = server(1, false)) {
            var _ = submit(server, job(1), "Content-Type", "application/json", "traceparent", PARENT);
        }
        assertThat(origin.heads()).hasSize(1).noneMatch(head -> head.contains("traceparent"));
    }

    @Test
    void originsHearOfTheAttemptIfHeDoes() throws Exception {
        try (RunningServer server = server(1, true)) {
            var _ = submit(server, job(1), "Content-Type", "application/json", "traceparent", PARENT);
            Received attempt = collector.await("attempt", 1).getFirst();
            assertThat(origin.heads())
                    .singleElement()
                    .asString()
                    .contains("traceparent: 00-" + TRACE + "-" + attempt.spanId() + "-01");
        }
    }

    @Test
    void aTraceThatTheItemBringsItselfStays() throws Exception {
        try (RunningServer server = server(1, true)) {
            var _ = server.run("{'kind':'fetch','items':[{'url':'" + origin.url() + "','headers':{'Traceparent':'"
                    + PARENT + "'}}]}");
            assertThat(origin.heads()).singleElement().asString().containsOnlyOnce(PARENT);
        }
    }

    @Test
    void hostileHeadersDoNoHarm() throws Exception {
        try (RunningServer server = server(0, false)) {
            for (String hostile : new String[] {"x", "00-" + "0".repeat(32) + "-" + CALLER + "-01", "a".repeat(8000)}) {
                Api.Answer answer = submit(server, job(1), "Content-Type", "application/json", "traceparent", hostile);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("traceresponse")).isEmpty();
            }
        }
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void aJobOfManyItemsIsNotAsManySpans() throws Exception {
        int items = OtlpJob.MOST_SPANS + 50;
        try (RunningServer server = server(1, false)) {
            var _ = server.run(job(items));
            assertThat(collector.await("job fetch", 1).getFirst().attributes())
                    .containsEntry("corral.attempts", Integer.toString(items))
                    .containsEntry("corral.attempts.without_span", "50");
        }
        assertThat(collector.named("attempt")).hasSize(OtlpJob.MOST_SPANS);
    }

    @Test
    void aCollectorThatIsNotThereHoldsNobodyUp() throws Exception {
        collector.close();
        try (RunningServer server = server(1, false)) {
            assertThat(submit(server, job(1), "Content-Type", "application/json")
                            .status())
                    .isEqualTo(200);
        }
    }
}

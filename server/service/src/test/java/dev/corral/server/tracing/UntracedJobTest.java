package dev.corral.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.job.JobKind;
import dev.corral.server.jobs.JobLog;
import dev.corral.server.logging.LogCapture;
import dev.corral.server.logging.LogFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is as if there were no tracing.
class UntracedJobTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void attemptsMakeNothing() {
        JobTrace job = Tracing.OFF.request(List.of(PARENT)).job("j_1", JobKind.FETCH);
        AttemptTrace attempt = job.attempt(0, 1, "http://a:80");
        assertThat((Object) attempt).isSameAs(job).isSameAs(job.attempt(1, 1, "http://b:80"));
        assertThat(attempt.traceparent()).isNull();
        assertThat(job.traceId()).isNull();
    }

    @Test
    void aServiceWithoutACollectorPassesOverItsCallersTrace() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(origin);
                LogCapture log = LogCapture.of(JobLog.class, LogFormat.TEXT);
                Api api = new Api(server.port())) {
            Api.Answer answer = api.post(
                    "/v1/jobs",
                    "{'kind':'fetch','items':['" + origin.url() + "']}",
                    "Content-Type",
                    "application/json",
                    "traceparent",
                    PARENT);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("traceresponse")).isEmpty();
            assertThat(origin.heads()).noneMatch(head -> head.contains("traceparent"));
            assertThat(log.lines()).singleElement().asString().doesNotContain("trace_id");
            assertThat(server.get("/metrics")).doesNotContain("corral_trace_spans");
        }
    }
}

package dev.corral.server.tracing;

import dev.corral.server.job.JobKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicBoolean;

/// A request that is traced.
final class OtlpRequest implements RequestTrace {
    private static final int FIRST_SERVER_ERROR = 500;

    private final OtlpTracing tracing;
    private final Span span;
    private final AtomicBoolean over = new AtomicBoolean();

    OtlpRequest(OtlpTracing tracing, Span span) {
        this.tracing = tracing;
        this.span = span;
    }

    @Override
    public JobTrace job(String jobId, JobKind kind) {
        return tracing.begin(jobId, kind, Context.root().with(span));
    }

    @Override
    public String traceresponse() {
        return OtlpTracing.text(span.getSpanContext());
    }

    @Override
    public void ended(int status) {
        if (over.getAndSet(true)) {
            return;
        }
        if (status > 0) {
            span.setAttribute("http.response.status_code", status);
        }
        if (status >= FIRST_SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}

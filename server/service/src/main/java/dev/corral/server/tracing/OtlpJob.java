package dev.corral.server.tracing;

import dev.corral.server.metrics.Exemplar;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.JobOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A job that is traced. Its first attempts have spans of their own; a job of ten million items must not be ten million
/// spans, so the others are only counted.
final class OtlpJob implements JobTrace {
    /// Attempts of one job that have spans of their own.
    static final int MOST_SPANS = 1_000;

    private final Tracer tracer;
    private final Span span;
    private final Exemplar exemplar;
    private final boolean upstream;
    private final AtomicLong attempts = new AtomicLong();
    private final AttemptTrace without;

    OtlpJob(Tracer tracer, Span span, String jobId, boolean upstream) {
        this.tracer = tracer;
        this.span = span;
        this.upstream = upstream;
        this.exemplar = Exemplar.of(jobId, span.getSpanContext().getTraceId());
        this.without = new WithoutSpan(exemplar, traceparent(span));
    }

    private @Nullable String traceparent(Span of) {
        return upstream ? OtlpTracing.text(of.getSpanContext()) : null;
    }

    @Override
    public Exemplar exemplar() {
        return exemplar;
    }

    @Override
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    @Override
    public AttemptTrace attempt(long index, int number, String place) {
        if (attempts.getAndIncrement() >= MOST_SPANS) {
            return without;
        }
        Span attempt = tracer.spanBuilder("attempt")
                .setParent(Context.root().with(span))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("corral.item.index", index)
                .setAttribute("corral.attempt", number)
                .setAttribute("corral.place", place)
                .startSpan();
        return new WithSpan(exemplar, traceparent(attempt), attempt);
    }

    @Override
    public void ended(@Nullable JobOutcome outcome) {
        span.setAttribute("corral.attempts", attempts.get());
        span.setAttribute("corral.attempts.without_span", Math.max(0, attempts.get() - MOST_SPANS));
        span.setAttribute("corral.job.outcome", outcome == null ? "suspended" : outcome.label());
        if (outcome == JobOutcome.FAILED || outcome == JobOutcome.LOST) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /// An attempt of its own span.
    private record WithSpan(Exemplar exemplar, @Nullable String traceparent, Span span) implements AttemptTrace {
        @Override
        public void ended(@Nullable ErrorKind error) {
            if (error != null) {
                span.setAttribute("error.type", error.label());
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }

        @Override
        public void cancelled() {
            span.setAttribute("error.type", ErrorKind.CANCELLED.label());
            span.end();
        }
    }

    /// All attempts that have none.
    private record WithoutSpan(Exemplar exemplar, @Nullable String traceparent) implements AttemptTrace {
        @Override
        public void ended(@Nullable ErrorKind error) {
            // Nobody is told.
        }

        @Override
        public void cancelled() {
            // Nobody is told.
        }
    }
}

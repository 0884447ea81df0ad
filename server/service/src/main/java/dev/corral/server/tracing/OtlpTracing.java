package dev.corral.server.tracing;

import dev.corral.server.job.JobKind;
import dev.corral.server.metrics.TraceMeters;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Traces by OpenTelemetry, and sends spans by OTLP over HTTP. What is traced is decided here, once a job: whatever
/// gets a span is sent.
final class OtlpTracing implements Tracing {
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SEND_DELAY = Duration.ofSeconds(1);
    /// Spans that wait to be sent; more are dropped.
    private static final int MOST_WAITING = 16_384;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final TraceChoice choice;
    private final boolean upstream;

    private OtlpTracing(SdkTracerProvider provider, TraceSettings settings) {
        this.provider = provider;
        this.tracer = provider.get("dev.corral.server");
        this.choice = new TraceChoice(settings.ratio(), new SecureRandom(), System::nanoTime);
        this.upstream = settings.upstream();
    }

    static OtlpTracing open(TraceSettings settings, String version, TraceMeters meters) {
        // What the exporter has to say goes to our log.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(SEND_TIMEOUT)
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", "corral")
                                .put("service.version", version)
                                .build())))
                .addSpanProcessor(BatchSpanProcessor.builder(new CountedExporter(exporter, meters))
                        .setMaxQueueSize(MOST_WAITING)
                        .setScheduleDelay(SEND_DELAY)
                        .build())
                .build();
        return new OtlpTracing(provider, settings);
    }

    @Override
    public RequestTrace request(List<String> traceparent) {
        TraceParent parent = TraceParent.parse(traceparent);
        if (!choice.isTraced(parent)) {
            return parent == null ? RequestTrace.NONE : new UntracedRequest(parent.traceId());
        }
        Span span = tracer.spanBuilder("POST /v1/jobs")
                .setSpanKind(SpanKind.SERVER)
                .setParent(contextOf(parent))
                .setAttribute("http.request.method", "POST")
                .setAttribute("http.route", "/v1/jobs")
                .startSpan();
        return new OtlpRequest(this, span);
    }

    private static Context contextOf(@Nullable TraceParent parent) {
        return parent == null
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                parent.traceId(), parent.spanId(), TraceFlags.getSampled(), TraceState.getDefault())));
    }

    @Override
    public JobTrace job(String jobId, JobKind kind) {
        return choice.isTraced(null) ? begin(jobId, kind, Context.root()) : JobTrace.none(jobId);
    }

    /// A job that is traced begins.
    JobTrace begin(String jobId, JobKind kind, Context parent) {
        Span span = tracer.spanBuilder("job " + kind.word())
                .setParent(parent)
                .setAttribute("corral.job.id", jobId)
                .setAttribute("corral.job.kind", kind.word())
                .startSpan();
        return new OtlpJob(tracer, span, jobId, upstream);
    }

    /// A span as W3C Trace Context, level 1, has it: sampled, as all of ours are.
    static String text(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
    }

    @Override
    public void close() {
        var _ = provider.shutdown().join(SEND_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        SLF4JBridgeHandler.uninstall();
    }
}

package dev.corral.server.http;

import dev.corral.server.job.Limit;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.jobs.Quotas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/limits`: every cap and every default.
final class Limits {
    private Limits() {}

    static Reply reply(Inbound inbound, JobService service) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("options", Limit.all().stream().map(Limits::option).toList());
        members.put("server", server(inbound, service));
        return Reply.json(200, members);
    }

    private static Map<String, @Nullable Object> option(Limit limit) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("option", limit.option());
        members.put("allowed", limit.allowed());
        members.put("default", limit.fallback());
        return members;
    }

    private static List<Map<String, @Nullable Object>> server(Inbound inbound, JobService service) {
        Quotas quotas = service.jobs().quotas();
        List<Map<String, @Nullable Object>> caps = new ArrayList<>();
        caps.add(cap(LiveJobs.ATTACHED, quotas.attached(), "jobs", "corral_jobs_running"));
        caps.add(cap(LiveJobs.ATTACHED + ".tenant", quotas.tenantAttached(), "jobs", null));
        caps.add(cap(LiveJobs.DETACHED, quotas.detached(), "jobs", null));
        caps.add(cap(LiveJobs.DETACHED + ".tenant", quotas.tenantDetached(), "jobs", null));
        caps.add(cap("jobs.detached.running", quotas.detachedRunning(), "jobs", "corral_limiter_permits"));
        service.permits()
                .forEach((name, total) -> caps.add(cap("permits." + name, total, "permits", "corral_limiter_permits")));
        caps.add(cap("request.json_body", inbound.whole().bytes(), "bytes", null));
        caps.add(cap("request.json_bodies_together", service.bodies().mostBytes(), "bytes", null));
        caps.add(cap("request.upload", inbound.upload().bytes(), "bytes", null));
        caps.add(cap("request.upload_silence", inbound.upload().silence().toMillis(), "ms", null));
        caps.add(cap("connections.per_loop", inbound.connections(), "connections", "corral_connections_open"));
        caps.add(cap("stream.write_idle", service.writeIdle().toMillis(), "ms", "corral_streams_stalled"));
        caps.add(cap("stream.held_while_uploading", service.held().bytes(), "bytes", "corral_spool_bytes"));
        return caps;
    }

    private static Map<String, @Nullable Object> cap(String name, long value, String unit, @Nullable String metric) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("value", value);
        members.put("unit", unit);
        members.put("metric", metric);
        return members;
    }
}

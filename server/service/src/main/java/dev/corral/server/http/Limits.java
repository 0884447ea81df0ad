package dev.corral.server.http;

import dev.corral.server.fetch.FetchLoops;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.Limit;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.jobs.Jobs;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.jobs.Quotas;
import dev.corral.server.run.JobMemory;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.Spending;
import dev.corral.server.store.JobStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        JobMemory memory = service.host().memory();
        List<Map<String, @Nullable Object>> caps = new ArrayList<>();
        caps.add(cap(LiveJobs.ATTACHED, quotas.attached(), "jobs", "corral_jobs_running"));
        caps.add(cap(LiveJobs.ATTACHED + ".tenant", quotas.tenantAttached(), "jobs", null));
        caps.add(cap(LiveJobs.DETACHED, quotas.detached(), "jobs", null));
        caps.add(cap(LiveJobs.DETACHED + ".tenant", quotas.tenantDetached(), "jobs", null));
        caps.add(cap("jobs.attached.remembered", Jobs.MOST_REMEMBERED, "jobs", null));
        // In the same order in every process, so that two answers can be compared.
        new TreeMap<>(service.permits())
                .forEach((name, total) -> caps.add(cap("permits." + name, total, "permits", "corral_limiter_permits")));
        addReading(caps);
        caps.add(cap("job.further_requests", Spending.MOST_FURTHER_REQUESTS, "requests", null));
        caps.add(cap("job.bytes_sent", Spending.MOST_BYTES_SENT, "bytes", null));
        caps.add(cap("job.look_ahead", JobRun.LOOK_AHEAD, "items", null));
        caps.add(cap("store.waiting_writes", JobStore.MOST_WAITING_WRITES, "writes", "corral_store_writes_waiting"));
        caps.add(cap("origin.waiting_per_loop", FetchLoops.WAITING_PER_ORIGIN, "requests", null));
        caps.add(cap("jobs.captured_bodies", memory.bodies().mostBytes(), "bytes", null));
        caps.add(cap("job.captured_bodies", memory.bodies().mostOfJob(), "bytes", null));
        caps.add(cap("job.captured_body", FetchDefaults.MOST_KEPT_BYTES, "bytes", null));
        caps.add(cap("jobs.long_items", memory.items().mostBytes(), "bytes", null));
        caps.add(cap("job.long_items", memory.items().mostOfJob(), "bytes", null));
        caps.add(cap("request.json_body", inbound.whole().bytes(), "bytes", null));
        caps.add(cap("request.json_bodies_together", service.bodies().mostBytes(), "bytes", null));
        caps.add(cap("request.upload", inbound.upload().bytes(), "bytes", null));
        caps.add(cap("request.upload_silence", inbound.upload().silence().toMillis(), "ms", null));
        caps.add(cap("connections.per_loop", inbound.connections(), "connections", "corral_connections_open"));
        caps.add(cap("stream.write_idle", service.writeIdle().toMillis(), "ms", "corral_streams_stalled"));
        caps.add(cap("stream.held_while_uploading", service.held().bytes(), "bytes", "corral_spool_bytes"));
        SpoolRoom held = service.held().room();
        caps.add(cap("streams.held_on_disk", held.mostBytes(), "bytes", "corral_spool_bytes"));
        caps.add(cap("streams.held_on_disk.tenant", held.mostOfTenant(), "bytes", null));
        return caps;
    }

    private static void addReading(List<Map<String, @Nullable Object>> caps) {
        ReadLimits reading = ReadLimits.DEFAULT;
        caps.add(cap("job.json_items", reading.jsonItems(), "items", null));
        caps.add(cap("job.lines", reading.lines(), "lines", null));
        caps.add(cap("job.text_line", reading.textLineBytes(), "bytes", null));
        caps.add(cap("job.json_line", reading.jsonLineBytes(), "bytes", null));
        caps.add(cap("json.depth", ReadLimits.JSON_DEPTH, "levels", null));
        caps.add(cap("json.string", ReadLimits.JSON_STRING_CHARACTERS, "characters", null));
        caps.add(cap("json.name", ReadLimits.JSON_NAME_CHARACTERS, "characters", null));
        caps.add(cap("json.number", ReadLimits.JSON_NUMBER_DIGITS, "digits", null));
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

package dev.corral.server.jobs;

import dev.corral.server.run.JobStatus;
import dev.corral.server.stream.Counts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as a client sees it.
///
/// @param outcome null until it has ended
/// @param started null while it waits
/// @param ended null until it has
/// @param progress null unless it runs
/// @param cause what ended it before its time; null if nothing did
public record JobView(
        Identity identity,
        JobState state,
        @Nullable String outcome,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        Counts counts,
        @Nullable JobStatus progress,
        @Nullable String cause) {
    /// What a job is called.
    ///
    /// @param name the client's; null if it gave none
    /// @param labels JSON-ready
    public record Identity(String id, String kind, @Nullable String name, Object labels) {}

    /// As JSON-ready members, in the order of the API.
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", identity.id());
        members.put("kind", identity.kind());
        members.put("name", identity.name());
        members.put("labels", identity.labels());
        members.put("state", state.word());
        members.put("outcome", outcome);
        members.put("created", created.toString());
        members.put("started", started == null ? null : started.toString());
        members.put("ended", ended == null ? null : ended.toString());
        members.put("counts", counts(counts));
        members.put("progress", progress == null ? null : progress(progress));
        members.put("cause", cause);
        return members;
    }

    private static Map<String, Object> counts(Counts counts) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("total", counts.total());
        members.put("ok", counts.ok());
        members.put("failed", counts.failed());
        members.put("cancelled", counts.cancelled());
        members.put("not_started", counts.notStarted());
        members.put("unknown", counts.unknown());
        members.put("deduped", counts.deduped());
        return members;
    }

    private static Map<String, @Nullable Object> progress(JobStatus status) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("done", status.counts().done());
        members.put("total", status.total());
        members.put("in_flight", status.inFlight());
        members.put("per_s", Math.round(status.perSecond() * 10) / 10.0);
        members.put("eta_ms", status.etaMillis());
        members.put("waiting_for", status.waitingFor());
        return members;
    }
}

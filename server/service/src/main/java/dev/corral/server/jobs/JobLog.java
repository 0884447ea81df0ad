package dev.corral.server.jobs;

import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one line that the log has of every job that ended.
public final class JobLog {
    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private JobLog() {}

    public static void ended(LiveJob job, JobRecord.End end) {
        Counts counts = end.counts();
        LOG.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("trace_id", job.trace().traceId())
                .addKeyValue("kind", job.document().kind().word())
                .addKeyValue("attached", !job.isDetached())
                .addKeyValue("outcome", end.outcome().label())
                .addKeyValue("cause", end.cause())
                .addKeyValue("total", counts.total())
                .addKeyValue("ok", counts.ok())
                .addKeyValue("failed", counts.failed())
                .addKeyValue("cancelled", counts.cancelled())
                .addKeyValue("not_started", counts.notStarted())
                .addKeyValue("unknown", counts.unknown())
                .addKeyValue("deduped", counts.deduped())
                .addKeyValue("elapsed_ms", end.elapsedMillis())
                .log("job.end");
    }
}

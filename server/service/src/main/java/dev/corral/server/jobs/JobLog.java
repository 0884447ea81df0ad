package dev.corral.server.jobs;

import dev.corral.server.stream.JobRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one line that the log has of every job that ended.
public final class JobLog {
    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private JobLog() {}

    public static void ended(LiveJob job, JobRecord.End end) {
        LOG.info(
                "job.end id={} kind={} attached={} outcome={} cause={} counts={} elapsed_ms={}",
                job.id(),
                job.document().kind().word(),
                !job.isDetached(),
                end.outcome().label(),
                end.cause(),
                end.counts(),
                end.elapsedMillis());
    }
}

package dev.corral.server.run;

import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobDocument;
import dev.corral.server.stream.RecordSink;
import dev.corral.server.tracing.JobTrace;

/// One job, ready to run.
///
/// @param id unguessable, such as `j_5b0c...`
/// @param items read once, by this job
/// @param sink gets the records
/// @param past what was done of it before
/// @param journal hears of each item that begins
/// @param share with what weight it takes part in what the server has
/// @param trace is told of it
public record JobSetup(
        String id,
        JobDocument document,
        ItemSource items,
        Kind kind,
        RecordSink sink,
        Past past,
        Journal journal,
        Share share,
        JobTrace trace) {
    /// A job that lives in this process only, and shares it with nobody.
    public static JobSetup passing(String id, JobDocument document, ItemSource items, Kind kind, RecordSink sink) {
        return new JobSetup(id, document, items, kind, sink, Past.NONE, Journal.NONE, Share.ALONE, JobTrace.none(id));
    }

    public JobSetup with(Share other) {
        return new JobSetup(id, document, items, kind, sink, past, journal, other, trace);
    }

    public JobSetup with(JobTrace other) {
        return new JobSetup(id, document, items, kind, sink, past, journal, share, other);
    }
}

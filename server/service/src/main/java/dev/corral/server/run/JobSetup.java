package dev.corral.server.run;

import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobDocument;
import dev.corral.server.stream.RecordSink;

/// One job, ready to run.
///
/// @param id unguessable, such as `j_5b0c...`
/// @param items read once, by this job
/// @param sink gets the records
public record JobSetup(String id, JobDocument document, ItemSource items, Kind kind, RecordSink sink) {}

package dev.corral.server.cli.local;

import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobDocument;
import dev.corral.server.run.Kind;
import java.util.function.LongSupplier;

/// What a job in this process is to do.
///
/// @param items read once
/// @param estimate how many items there may be while the source cannot tell; -1 for no idea
public record LocalPlan(JobDocument document, ItemSource items, Kind kind, LongSupplier estimate) {}

package dev.corral.server.jobs;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.corral.server.store.StoredCounts;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.Counts;
import java.util.Locale;

/// Stored jobs as clients see them.
final class StoredViews {
    private StoredViews() {}

    static JobView of(StoredJob job) {
        return new JobView(
                new JobView.Identity(job.id(), job.kind(), job.name(), new RawValue(job.labelsJson())),
                JobState.valueOf(job.state().name().toUpperCase(Locale.ROOT)),
                job.outcome(),
                job.created(),
                job.started(),
                job.ended(),
                counts(job.total(), job.counts()),
                null,
                job.cause());
    }

    static Counts counts(long total, StoredCounts counts) {
        return new Counts(
                total,
                counts.ok(),
                counts.failed(),
                counts.cancelled(),
                counts.notStarted(),
                counts.unknown(),
                counts.deduped());
    }
}

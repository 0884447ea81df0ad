package dev.corral.server.run;

import dev.corral.server.stream.Counts;
import org.jspecify.annotations.Nullable;

/// How far a running job is.
///
/// @param total null while its input still comes
/// @param inFlight items that run now
/// @param perSecond items that ended in a second, since the job began
/// @param etaMillis null while nobody can tell
/// @param waitingFor what no item begins for now, in a word; null for nothing
public record JobStatus(
        Counts counts,
        @Nullable Long total,
        long inFlight,
        double perSecond,
        @Nullable Long etaMillis,
        @Nullable String waitingFor) {
    public JobStatus with(Counts others) {
        return new JobStatus(others, total, inFlight, perSecond, etaMillis, waitingFor);
    }
}

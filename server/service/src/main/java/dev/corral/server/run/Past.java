package dev.corral.server.run;

import dev.corral.server.stream.Counts;
import java.time.Instant;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a job has behind it when it runs: nothing, or what an earlier run of it had stored when the service ended.
///
/// @param started when the job first ran; null if nothing was told of that, and then nothing is done either
/// @param done indexes of the items whose end is stored; they are not done again
/// @param inFlight indexes of the items that had begun, are not safe to run again, and whose end is not known
/// @param counts of the items that are done
/// @param lastFailed id or `#index` of the item whose failure is the last that is stored; null for none
public record Past(
        @Nullable Instant started,
        BitSet done,
        Set<Integer> inFlight,
        Counts counts,
        @Nullable String lastFailed) {
    private static final Counts NO_COUNTS = new Counts(0, 0, 0, 0, 0, 0, 0);

    /// Of a job that runs for the first time.
    public static final Past NONE = new Past(null, new BitSet(), Set.of(), NO_COUNTS, null);

    public Past {
        done = (BitSet) done.clone();
        inFlight = Set.copyOf(inFlight);
    }
}

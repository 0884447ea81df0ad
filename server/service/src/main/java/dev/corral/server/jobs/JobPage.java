package dev.corral.server.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some jobs of a list: attached ones first, then detached ones, each newest first.
///
/// @param nextCursor where the list goes on; null at its end
public record JobPage(List<JobView> jobs, @Nullable String nextCursor) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}

package dev.corral.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some jobs of a list.
///
/// @param nextCursor where the list goes on; null at its end
public record Page(List<StoredJob> jobs, @Nullable String nextCursor) {
    public Page {
        jobs = List.copyOf(jobs);
    }
}

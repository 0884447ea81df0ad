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

    /// The cursor of what follows a job of the list.
    public static String after(StoredJob job) {
        return new Cursor(job.key()).text();
    }
}

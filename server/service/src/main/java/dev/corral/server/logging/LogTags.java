package dev.corral.server.logging;

import dev.corral.nursery.TaskLocal;
import org.jspecify.annotations.Nullable;

/// Whose work a task does: every line that it logs says so, and so do the lines of the tasks that it starts.
///
/// @param traceId null if the job is not traced
public record LogTags(String jobId, @Nullable String traceId) {
    /// Of the current task.
    public static final TaskLocal<LogTags> CURRENT = TaskLocal.named("log tags");
}

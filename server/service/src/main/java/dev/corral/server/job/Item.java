package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// One piece of a job's work, as the client gave it. Immutable.
public sealed interface Item permits FetchItem, ListItem, PipelineItem, InvalidItem {
    /// Its place among the job's items, from 0.
    int index();

    /// The client's name for it, unique within a JSON job; null when it has none.
    @Nullable
    String id();

    /// What is to be echoed in its record; null for nothing.
    default @Nullable Meta meta() {
        return null;
    }

    /// About how many bytes of memory it holds; 0 for one that is short by nature.
    default int heldBytes() {
        return 0;
    }
}

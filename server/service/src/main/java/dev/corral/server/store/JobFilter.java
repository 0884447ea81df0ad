package dev.corral.server.store;

import org.jspecify.annotations.Nullable;

/// Which jobs to list; null admits all.
public record JobFilter(@Nullable String tenant, @Nullable StoredState state) {
    public static final JobFilter ALL = new JobFilter(null, null);
}

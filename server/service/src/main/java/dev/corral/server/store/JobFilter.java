package dev.corral.server.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which jobs to list.
///
/// @param tenant null admits all
/// @param states none admits all
public record JobFilter(@Nullable String tenant, Set<StoredState> states) {
    public static final JobFilter ALL = new JobFilter(null, Set.of());

    public JobFilter {
        states = Set.copyOf(states);
    }
}

package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// How many items start in a second.
///
/// @param perSecond in the whole job, null for no limit
/// @param perHostPerSecond against one origin, null for no limit
/// @param burst how many may start at once after a pause
public record Rate(@Nullable Double perSecond, @Nullable Double perHostPerSecond, int burst) {
    public Rate {
        JobOptions.PER_S.require(perSecond);
        JobOptions.PER_HOST_PER_S.require(perHostPerSecond);
        JobOptions.BURST.require(burst);
    }

    static Rate of(Values values) {
        return new Rate(
                values.find(JobOptions.PER_S), values.find(JobOptions.PER_HOST_PER_S), values.get(JobOptions.BURST));
    }

    View view() {
        return new View()
                .with(JobOptions.PER_S, perSecond)
                .with(JobOptions.PER_HOST_PER_S, perHostPerSecond)
                .with(JobOptions.BURST, burst);
    }
}

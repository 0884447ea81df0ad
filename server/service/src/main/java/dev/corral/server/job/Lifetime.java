package dev.corral.server.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a job may run, and how long it is remembered.
///
/// @param deadline from its start, null for none
/// @param retain from its end
public record Lifetime(@Nullable Duration deadline, Duration retain) {
    /// Of a job that does not say.
    public static final Lifetime DEFAULT = of(new Values());

    public Lifetime {
        JobOptions.DEADLINE.require(deadline);
        JobOptions.RETAIN.require(retain);
    }

    static Lifetime of(Values values) {
        return new Lifetime(values.find(JobOptions.DEADLINE), values.get(JobOptions.RETAIN));
    }

    View addTo(View document) {
        return document.with(JobOptions.DEADLINE, deadline).with(JobOptions.RETAIN, retain);
    }
}

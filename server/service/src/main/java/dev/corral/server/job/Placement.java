package dev.corral.server.job;

/// Where and with what weight a job runs.
///
/// @param priority 0 (first) to 7 (last), as in RFC 9218
/// @param backend what carries its virtual threads
public record Placement(int priority, Backend backend) {
    /// The JDK's scheduler, or an event loop.
    public enum Backend implements Word {
        JDK,
        LOOP
    }

    public Placement {
        JobOptions.PRIORITY.require(priority);
        JobOptions.BACKEND.require(backend);
    }

    static Placement of(Values values) {
        return new Placement(values.get(JobOptions.PRIORITY), values.get(JobOptions.BACKEND));
    }

    /// The same on another backend.
    public Placement on(Backend other) {
        return new Placement(priority, other);
    }

    View addTo(View document) {
        return document.with(JobOptions.PRIORITY, priority).with(JobOptions.BACKEND, backend);
    }
}

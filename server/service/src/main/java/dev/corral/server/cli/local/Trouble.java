package dev.corral.server.cli.local;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The first thing that went wrong around a job: with its input or its output, not with an item. Thread-safe.
public final class Trouble {
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    void tell(String what) {
        first.compareAndSet(null, what);
    }

    /// In one line; null if nothing went wrong.
    public @Nullable String text() {
        return first.get();
    }
}

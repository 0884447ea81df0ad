package dev.corral.server.store;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import java.nio.file.Path;
import java.time.Duration;

/// A store with its writer, for the length of a test's body.
public final class OpenStore {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private OpenStore() {}

    public static void in(Path folder, Body body) throws Exception {
        in(folder, StoreOptions.DEFAULT, body);
    }

    public static void in(Path folder, StoreOptions options, Body body) throws Exception {
        try (JobStore store = JobStore.open(folder, options)) {
            run(outer -> {
                Task<Void> writer = outer.start("store writer", store::run);
                try {
                    Nursery.open(inner -> body.run(store, inner));
                } finally {
                    writer.cancel("the test is over");
                }
            });
        }
    }

    /// Runs a body in a nursery, within a bound of time; what it throws leaves here unwrapped.
    public static void run(Nursery.Body body) throws Exception {
        Backend.jdk().run(() -> {
            CancelScope.<Exception>failAfter(LIMIT, scope -> unwrapped(body));
            return true;
        });
    }

    private static void unwrapped(Nursery.Body body) throws Exception {
        try {
            Nursery.open(body);
        } catch (NurseryFailed e) {
            Throwable cause = e;
            while (cause instanceof NurseryFailed && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : e;
        }
    }

    /// What a test does with a store.
    @FunctionalInterface
    public interface Body {
        void run(JobStore store, Nursery nursery) throws Exception;
    }
}

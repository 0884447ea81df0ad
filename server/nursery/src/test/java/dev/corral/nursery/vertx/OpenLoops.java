package dev.corral.nursery.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A Vert.x instance of a test, and the backend on its loops once it is open.
final class OpenLoops implements AutoCloseable {
    private final Vertx vertx;
    private @Nullable LoopBackend backend;

    private OpenLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    static OpenLoops of(int count) {
        return new OpenLoops(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(count)));
    }

    LoopBackend open(LoopOptions options) throws InterruptedException {
        backend = switch (LoopBackend.open(vertx, options)) {
            case LoopOpening.Opened(LoopBackend opened) -> opened;
            case LoopOpening.Refused(String why) -> throw new AssertionError(why);
        };
        return backend;
    }

    Vertx vertx() {
        return vertx;
    }

    LoopBackend backend() {
        return Objects.requireNonNull(backend);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}

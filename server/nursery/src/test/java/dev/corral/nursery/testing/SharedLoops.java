package dev.corral.nursery.testing;

import dev.corral.nursery.vertx.LoopBackend;
import dev.corral.nursery.vertx.LoopOpening;
import dev.corral.nursery.vertx.LoopOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A Vert.x instance of two loops and a backend on them, for all tests of a JVM.
record SharedLoops(Vertx vertx, LoopBackend backend) implements AutoCloseable {
    static SharedLoops open() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        // Tests may stall: a busy machine does.
        LoopOptions options = LoopOptions.DEFAULTS.onStall(stall -> {});
        try {
            return switch (LoopBackend.open(vertx, options)) {
                case LoopOpening.Opened(LoopBackend backend) -> new SharedLoops(vertx, backend);
                case LoopOpening.Refused(String why) -> throw new IllegalStateException(why);
            };
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while opening the loops", e);
        }
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}

package dev.corral.nursery.vertx;

import dev.corral.nursery.Backend;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What [LoopOpeningTest] starts in another JVM.
final class ClosedJvm {
    private ClosedJvm() {}

    public static void main(String[] args) throws InterruptedException, TimeoutException {
        Vertx vertx = Vertx.vertx();
        Backend backend = LoopBackend.open(vertx, LoopOptions.DEFAULTS).orJdk();
        int value = backend.<Integer, RuntimeException>run(() -> 42);
        System.out.println("backend " + backend.name() + ", value " + value);
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}

package dev.corral.server.http;

import dev.corral.server.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the health endpoints say. Thread-safe.
public final class Health {
    private static final Duration LOOP_LIMIT = Duration.ofSeconds(1);

    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private volatile boolean started;
    private volatile boolean ready;
    private volatile Supplier<StoreException.@Nullable Kind> storeTrouble = () -> null;

    /// An event loop whose answering belongs to being alive.
    public void watch(Context loop) {
        loops.add(loop);
    }

    /// Tells what is wrong with the store, null for nothing.
    public void watch(Supplier<StoreException.@Nullable Kind> trouble) {
        storeTrouble = trouble;
    }

    /// The service answers requests.
    public void started() {
        started = true;
        ready = true;
    }

    /// The service shuts down: it should be sent no more requests.
    public void notReady() {
        ready = false;
    }

    boolean isStarted() {
        return started;
    }

    boolean isReady() {
        return ready;
    }

    /// What is wrong with the store; null for nothing.
    StoreException.@Nullable Kind storeTrouble() {
        return storeTrouble.get();
    }

    /// Succeeds when every watched loop has done a turn; fails when one has not within a second. Never asks
    /// about load.
    Future<Void> loopsAnswer(Vertx vertx) {
        List<Future<Void>> answers = loops.stream().map(Health::turn).toList();
        Promise<Void> verdict = Promise.promise();
        long timer = vertx.setTimer(LOOP_LIMIT.toMillis(), ignored -> verdict.tryFail("a loop does not answer"));
        Future.all(answers).onComplete(ignored -> {
            vertx.cancelTimer(timer);
            verdict.tryComplete();
        });
        return verdict.future();
    }

    private static Future<Void> turn(Context loop) {
        Promise<Void> turned = Promise.promise();
        loop.runOnContext(ignored -> turned.complete());
        return turned.future();
    }
}

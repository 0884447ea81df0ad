package dev.corral.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the health endpoints say. Thread-safe.
public final class Health {
    private static final Duration LOOP_LIMIT = Duration.ofSeconds(1);

    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private volatile boolean started;
    private volatile boolean ready;

    /// An event loop whose answering belongs to being alive.
    public void watch(Context loop) {
        loops.add(loop);
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

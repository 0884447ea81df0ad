package dev.corral.bench.fetch;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The bare HttpClient of Vert.x: one client a loop, so many chains of request after request, nothing beside.
/// The most that a program on this client can reach.
final class VertxFetcher implements Fetcher {
    private final Vertx vertx;
    private final List<FetchLoop> loops;

    private VertxFetcher(Vertx vertx, List<FetchLoop> loops) {
        this.vertx = vertx;
        this.loops = List.copyOf(loops);
    }

    static VertxFetcher open(Order order) {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(order.loops()).setPreferNativeTransport(true))
                .build();
        AtomicInteger next = new AtomicInteger();
        List<FetchLoop> loops = Collections.synchronizedList(new ArrayList<>());
        Future<String> deployed = vertx.deployVerticle(
                () -> {
                    FetchLoop loop = new FetchLoop(order, order.concurrencyOf(next.getAndIncrement()));
                    loops.add(loop);
                    return loop;
                },
                new DeploymentOptions().setInstances(order.loops()));
        var _ = deployed.await();
        return new VertxFetcher(vertx, loops);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Fetcher fetcher = open(Order.of(arguments))) {
            Passes.ofThisProcess().serve(fetcher);
        }
    }

    @Override
    public Tally fetch(int items) throws InterruptedException {
        FetchLoop.Pass pass = new FetchLoop.Pass(new AtomicInteger(items), new CountDownLatch(loops.size()));
        long begun = System.nanoTime();
        loops.forEach(loop -> loop.begin(pass));
        pass.over().await();
        long nanos = System.nanoTime() - begun;
        long ok = loops.stream().mapToLong(FetchLoop::ok).sum();
        long bytes = loops.stream().mapToLong(FetchLoop::bytes).sum();
        return new Tally(ok, items - ok, bytes, nanos);
    }

    @Override
    public void close() {
        var _ = vertx.close().await();
    }
}

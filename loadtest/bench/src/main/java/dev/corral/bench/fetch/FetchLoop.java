package dev.corral.bench.fetch;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// An event loop with a client of its own, and its chains: an answer starts the next request. All fields are the
/// loop's; they are read after [Pass#over].
final class FetchLoop extends VerticleBase {
    private static final int OK = 200;

    private final int chains;
    private final RequestOptions options;

    private HttpClient client;
    private int running;
    private long ok;
    private long bytes;

    /// What all loops take from.
    ///
    /// @param left items that nobody has taken yet
    /// @param over counted down by each loop when its last chain has found nothing more
    record Pass(AtomicInteger left, CountDownLatch over) {}

    @SuppressWarnings("NullAway.Init") // the client needs the loop that start() runs on
    FetchLoop(Order order, int chains) {
        this.chains = chains;
        this.options = new RequestOptions()
                .setHost(order.uri().getHost())
                .setPort(order.uri().getPort())
                .setURI(order.uri().getRawPath());
    }

    @Override
    public Future<?> start() {
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setTcpNoDelay(true))
                .with(new PoolOptions().setHttp1MaxSize(Math.max(1, chains)))
                .build();
        return Future.succeededFuture();
    }

    /// Starts the chains; returns at once. From any thread.
    void begin(Pass pass) {
        context.runOnContext(ignored -> {
            ok = 0;
            bytes = 0;
            running = chains;
            if (chains == 0) {
                pass.over().countDown();
            }
            for (int i = 0; i < chains; i++) {
                next(pass);
            }
        });
    }

    private void next(Pass pass) {
        if (pass.left().getAndDecrement() > 0) {
            client.request(options)
                    .compose(HttpClientRequest::send)
                    .onComplete(response -> receive(response, pass), fault -> next(pass));
        } else if (--running == 0) {
            pass.over().countDown();
        }
    }

    private void receive(HttpClientResponse response, Pass pass) {
        response.handler(buffer -> bytes += buffer.length());
        response.end().onComplete(ended -> {
            if (ended.succeeded() && response.statusCode() == OK) {
                ok++;
            }
            next(pass);
        });
    }

    long ok() {
        return ok;
    }

    long bytes() {
        return bytes;
    }
}

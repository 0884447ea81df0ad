package dev.corral.origin;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A running origin: an HTTP/1.1 server whose answers are programmed by the request, and which tells at `/seen` what
/// it saw.
///
/// `GET /` describes the behaviours. Thread-safe; all its work happens on event loops of the Vert.x instance it was
/// started with. It stays up until [#close], or until that instance closes.
public final class Origin {
    private final Vertx vertx;
    private final String deployment;
    private final int port;

    private Origin(Vertx vertx, String deployment, int port) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
    }

    /// Starts an origin with counts of its own. The future completes when it listens, and fails when it cannot bind.
    public static Future<Origin> start(Vertx vertx, OriginOptions options) {
        return start(vertx, options, InstantSource.system());
    }

    static Future<Origin> start(Vertx vertx, OriginOptions options, InstantSource clock) {
        Handler<HttpServerRequest> dispatcher = new Dispatcher(vertx, Catalogue.complete(clock), new Seen(clock));
        return listen(vertx, options, dispatcher)
                .compose(first -> Future.join(options.neighbours(first.port).stream()
                                .map(each -> listen(vertx, each, dispatcher))
                                .toList())
                        .map(first));
    }

    private static Future<Origin> listen(Vertx vertx, OriginOptions options, Handler<HttpServerRequest> dispatcher) {
        SocketAddress address = addressOf(options);
        List<OriginLoop> loops = Stream.generate(() -> new OriginLoop(address, dispatcher))
                .limit(options.loops())
                .toList();
        return vertx.deployVerticle(loops.iterator()::next, new DeploymentOptions().setInstances(options.loops()))
                .map(deployment ->
                        new Origin(vertx, deployment, loops.getFirst().port()));
    }

    /// Loops find each other by their port. "Any free one, but the same for all of us" needs a number that differs
    /// between the origins of one Vert.x instance.
    private static SocketAddress addressOf(OriginOptions options) {
        if (options.port() == 0 && options.loops() > 1) {
            int group = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
            return SocketAddress.sharedRandomPort(group, options.host());
        }
        return SocketAddress.inetSocketAddress(options.port(), options.host());
    }

    /// The port it listens on; the one that was found when the options said 0.
    public int port() {
        return port;
    }

    /// Stops listening at the first address and closes its connections, whatever they wait for; its neighbours go with
    /// the Vert.x instance. The future completes when that is done.
    public Future<Void> close() {
        return vertx.undeploy(deployment);
    }
}

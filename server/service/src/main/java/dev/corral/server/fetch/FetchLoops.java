package dev.corral.server.fetch;

import dev.corral.nursery.Clock;
import dev.corral.server.metrics.UpstreamMeters;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The event loops that fetch, each with a client of its own.
public final class FetchLoops {
    /// Connections of one loop to one origin. Jobs have limits of their own; this one only bounds what they
    /// add up to.
    private static final int CONNECTIONS_PER_ORIGIN = 4096;
    /// Requests of one loop that may wait for a connection to one origin.
    public static final int WAITING_PER_ORIGIN = 4096;
    /// Shorter than most servers keep a connection: one that they are about to close would cost a fetch.
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int CLEANER_PERIOD_MILLIS = 500;
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_STATUS_LINE_BYTES = 8 * 1024;

    private final List<FetchLoop> loops;

    /// What loops share with those who use them.
    ///
    /// @param clock that time limits go by
    /// @param meters count connections
    public record Host(Clock clock, UpstreamMeters meters) {}

    private FetchLoops(List<FetchLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /// Opens clients on as many loops as asked for, each another one. They close with the Vert.x instance.
    ///
    /// @param userAgent sent where the caller names none
    /// @param host what they share with those who use them
    /// @throws IllegalArgumentException if there are not so many
    public static Future<FetchLoops> open(Vertx vertx, int count, String userAgent, Host host) {
        List<Future<FetchLoop>> opening = new ArrayList<>();
        // Taken one by one: whose turn it is at Vert.x may be anybody else's next, and two verticles may share a loop.
        Iterator<EventExecutor> loops =
                ((VertxInternal) vertx).nettyEventLoopGroup().iterator();
        while (opening.size() < count && loops.hasNext()) {
            opening.add(new Opening(vertx, userAgent, host).on((EventLoop) loops.next()));
        }
        if (opening.size() < count) {
            throw new IllegalArgumentException(
                    "count is " + count + ", expected " + opening.size() + " at most, as many as there are loops");
        }
        return Future.all(opening).map(all -> new FetchLoops(all.list()));
    }

    /// The loops, one context each.
    public List<Context> contexts() {
        return loops.stream().map(FetchLoop::context).toList();
    }

    /// The loop that carries the current task; for a task of the JDK's scheduler the one whose turn it is.
    ///
    /// @param number of the task, from 0
    FetchLoop near(int number) {
        if (Vertx.currentContext() instanceof ContextInternal current) {
            for (FetchLoop loop : loops) {
                if (loop.runsOn(current.nettyEventLoop())) {
                    return loop;
                }
            }
        }
        return loops.get(number % loops.size());
    }

    /// Opens a client on a loop.
    private record Opening(Vertx vertx, String userAgent, Host host) {
        Future<FetchLoop> on(EventLoop loop) {
            ContextInternal context = ((VertxInternal) vertx)
                    .contextBuilder()
                    .withThreadingModel(ThreadingModel.EVENT_LOOP)
                    .withEventLoop(loop)
                    .build();
            Promise<FetchLoop> opened = Promise.promise();
            context.runOnContext(ignored ->
                    opened.complete(new FetchLoop(new TimeLimits(vertx, host.clock()), context, client(), userAgent)));
            return opened.future();
        }

        /// Of the loop that opens it.
        private HttpClient client() {
            return vertx.httpClientBuilder()
                    .with(clientOptions())
                    .with(poolOptions())
                    .withConnectHandler(this::connected)
                    .build();
        }

        /// What an origin does wrong is told by the item; unhandled, its bytes would stand in our log.
        private void connected(HttpConnection connection) {
            connection.exceptionHandler(fault -> {});
            host.meters().connectionOpened();
            connection.closeHandler(closed -> host.meters().connectionClosed());
        }

        private static HttpClientOptions clientOptions() {
            return new HttpClientOptions()
                    .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                    .setMaxHeaderSize(MAX_HEADER_BYTES)
                    .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
                    .setTcpNoDelay(true);
        }

        private static PoolOptions poolOptions() {
            return new PoolOptions()
                    .setHttp1MaxSize(CONNECTIONS_PER_ORIGIN)
                    .setMaxWaitQueueSize(WAITING_PER_ORIGIN)
                    .setCleanerPeriod(CLEANER_PERIOD_MILLIS);
        }
    }
}

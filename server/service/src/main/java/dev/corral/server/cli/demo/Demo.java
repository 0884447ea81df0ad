package dev.corral.server.cli.demo;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.vertx.VertxFutures;
import dev.corral.server.CannotListenException;
import dev.corral.server.cli.process.Program.MissingJarException;
import dev.corral.server.cli.process.StopSignals;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.guard.AllowRule;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// An origin in a child process, the service in this one, and a fan-out over them: all in one nursery, so
/// that whatever ends it ends all of it.
public final class Demo {
    private final DemoOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Backend backend = Backend.jdk();

    /// @param out gets the summary
    /// @param err gets progress
    public Demo(DemoOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /// Runs the demo; called once, on an ordinary thread. SIGTERM and Ctrl-C end it in order, a second one at
    /// once.
    ///
    /// @throws DemoFailedException if it broke before there was a summary
    public DemoEnd run() throws MissingJarException, CannotListenException, DemoFailedException, InterruptedException {
        AtomicReference<DemoEnd> end = new AtomicReference<>(DemoEnd.CUT_SHORT);
        try {
            backend.run(() -> CancelScope.<NurseryFailed>open(scope -> {
                try (StopSignals _ = StopSignals.cancelling(scope)) {
                    Nursery.open(NurseryOptions.named("demo"), nursery -> runIn(nursery, end));
                }
            }));
        } catch (NurseryFailed e) {
            throw explained(e);
        }
        if (end.get() == DemoEnd.CUT_SHORT) {
            err.println("corral demo: cut short");
        }
        return end.get();
    }

    /// The failure behind those of nurseries inside each other.
    private static DemoFailedException explained(NurseryFailed failed)
            throws MissingJarException, CannotListenException {
        Throwable cause = failed;
        while (cause instanceof NurseryFailed && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case MissingJarException missing -> throw missing;
            case CannotListenException cannot -> throw cannot;
            case DemoFailedException itself -> itself;
            default -> new DemoFailedException("the demo broke: " + cause, failed);
        };
    }

    private void runIn(Nursery nursery, AtomicReference<DemoEnd> end) throws Exception {
        try (DemoOrigin origin = DemoOrigin.start()) {
            DemoService service = DemoService.start(nursery, configFor(origin.url()));
            try {
                Places places = Places.of(service.bound(), origin);
                err.println("corral demo: service " + places.api() + ", management " + places.management() + ", origin "
                        + places.origin());
                err.flush();
                end.set(fanOut(places));
                if (options.after() == DemoOptions.After.STAY) {
                    tell("\n" + Summary.look(places));
                    new Event("Ctrl-C").await();
                }
            } finally {
                service.stop();
            }
        }
    }

    private ServerConfig configFor(URI origin) {
        return ServerConfig.defaults()
                .with(new ServerConfig.Listen(ServerConfig.DEFAULT_HOST, options.port(), 0))
                .withAllow(List.of(AllowRule.parse("127.0.0.1/32:" + origin.getPort())))
                .with(new ServerConfig.Drain(Duration.ZERO, Duration.ZERO));
    }

    private DemoEnd fanOut(Places places) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            HttpClient http = vertx.createHttpClient();
            Findings seen = new FanOut(places, options.items(), http, backend.clock()).run(err);
            List<Check> checks = Check.of(seen, FanOut.CONCURRENCY);
            tell(Summary.figures(seen) + "\n" + Summary.checks(checks));
            return checks.stream().allMatch(Check::holds) ? DemoEnd.GOOD : DemoEnd.BAD;
        } finally {
            CancelScope.shielded(scope -> VertxFutures.await(vertx.close()));
        }
    }

    private void tell(String text) {
        out.print(text);
        out.flush();
    }
}

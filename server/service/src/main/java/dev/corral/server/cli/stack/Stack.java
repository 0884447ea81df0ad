package dev.corral.server.cli.stack;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.vertx.VertxFutures;
import dev.corral.server.cli.process.Program;
import dev.corral.server.cli.process.StopSignals;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A running stack: its parts are processes on leashes, closed in the order opposite to their start. Used by
/// one task.
final class Stack {
    private static final Pattern ORIGIN = Pattern.compile("origin listening on (http://127\\.0\\.0\\.1:([0-9]+))");
    private static final Pattern SERVICE =
            Pattern.compile("corral serving on (http://[^ ]+) \\(management (http://[^ ]+)\\)");
    /// Ctrl-C reaches the parts as soon as us: a part that ends is no failure if we are to end as well.
    private static final Duration BENEFIT_OF_DOUBT = Duration.ofSeconds(1);

    private final StackPlan plan;
    private final PrintWriter out;
    private final Path folder;
    private final Backend backend = Backend.jdk();
    private final Event stop = new Event("stop");
    private final Deque<Leash> parts = new ArrayDeque<>();

    /// @param out is told where to look, and how the load goes
    /// @param folder for logs and data
    Stack(StackPlan plan, PrintWriter out, Path folder) {
        this.plan = plan;
        this.out = out;
        this.folder = folder;
    }

    /// Runs until SIGTERM or Ctrl-C; called once, on an ordinary thread.
    ///
    /// @throws NurseryFailed with the cause if a part did not start, or ended
    void run() throws NurseryFailed, InterruptedException {
        backend.run(() -> {
            try (StopSignals _ = StopSignals.take(signal -> stop.set())) {
                Nursery.open(NurseryOptions.named("stack"), nursery -> {
                    nursery.start("stop", () -> {
                        stop.await();
                        nursery.cancel("told to stop");
                    });
                    runIn(nursery);
                });
            } finally {
                parts.forEach(Leash::close);
            }
            return Boolean.TRUE;
        });
    }

    private void runIn(Nursery nursery) throws Exception {
        var origin =
                keep(nursery, Leash.start("origin", originCommand(), folder)).firstLine(ORIGIN);
        var service = keep(nursery, Leash.start("service", plan.service(Integer.parseInt(origin.group(2))), folder))
                .firstLine(SERVICE);
        URI management = URI.create(service.group(2));
        Sights sights = new Sights(
                URI.create(service.group(1)), management, URI.create(origin.group(1)), watched(nursery, management));
        out.print(sights.text(folder));
        out.flush();
        if (plan.jobsPerSecond() > 0) {
            load(new LoadPlan(sights.service(), sights.origin(), plan.jobsPerSecond(), LoadPlan.DEFAULT_ITEMS));
        }
    }

    /// Starts Prometheus, if it is installed.
    ///
    /// @return where it is
    private @Nullable URI watched(Nursery nursery, URI management) throws IOException, InterruptedException {
        Monitoring monitoring = Monitoring.find();
        if (monitoring == null) {
            return null;
        }
        int wanted = plan.ports().prometheus();
        int port = Monitoring.freePort(wanted);
        if (wanted != 0 && port != wanted) {
            out.println("corral stack: port " + wanted + " is in use, so its Prometheus has port " + port);
        }
        var _ = keep(nursery, Leash.startSilent("prometheus", monitoring.command(folder, port, management), folder));
        return URI.create("http://127.0.0.1:" + port);
    }

    private List<String> originCommand() throws Program.MissingJarException {
        List<String> command = Program.ORIGIN.command(List.of("-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("--port", "" + plan.ports().origin()));
        return command;
    }

    /// A part whose end is the stack's.
    private Leash keep(Nursery nursery, Leash part) {
        parts.push(part);
        nursery.start("part", () -> {
            part.awaitEnd();
            CancelScope.moveOnAfter(BENEFIT_OF_DOUBT, scope -> stop.await());
            if (!stop.isSet()) {
                throw part.failed("ended");
            }
        });
        return part;
    }

    private void load(LoadPlan load) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            new Load(Load.client(vertx), load, backend.clock()).run(out);
        } finally {
            CancelScope.shielded(scope -> VertxFutures.await(vertx.close()));
        }
    }
}

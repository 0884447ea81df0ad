package dev.corral.server.dashboard;

import dev.corral.server.config.ServerConfig;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.tracing.Collector;
import dev.corral.server.tracing.TraceSettings;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// An origin, a collector of traces, a service that fetches from the one and tells the other, clients of the
/// service, what the generator of a load test shows, and a Prometheus that scrapes both.
record Stage(
        SmallOrigin origin, Part collector, RunningServer server, Load load, Generator generator, Prometheus prometheus)
        implements Part {
    private static final String ROOT = "files";
    private static final double TRACED_SHARE = 0.5;

    /// A reader who stops is given up soon.
    private static final Duration WRITE_IDLE = Duration.ofSeconds(2);

    /// @param folder for all that is written
    static Stage open(Path folder) throws ExecutionException, InterruptedException, IOException, TimeoutException {
        try (Closing closing = new Closing()) {
            SmallOrigin origin = closing.later(new SmallOrigin());
            Collector traces = Collector.open();
            Part collector = closing.<Part>later(traces::close);
            ServerConfig config = config(origin, files(folder));
            RunningServer server = closing.later(RunningServer.start(
                    config.with(config.telemetry().with(new TraceSettings(traces.endpoint(), TRACED_SHARE, false)))));
            Load load = closing.later(new Load(server, origin, ROOT));
            Generator generator = closing.later(new Generator());
            Prometheus prometheus = closing.later(Prometheus.start(folder, server.instance(), generator.instance()));
            Stage stage = new Stage(origin, collector, server, load, generator, prometheus);
            closing.never();
            return stage;
        }
    }

    private static ServerConfig config(SmallOrigin origin, Path files) {
        return ServerConfig.defaults()
                .withAllow(List.of(
                        AllowRule.parse("127.0.0.1/32:" + origin.port()),
                        AllowRule.parse("[::1]/128:" + origin.port())))
                .with(new Roots(List.of(new Root(ROOT, files))))
                .withWriteIdle(WRITE_IDLE);
    }

    private static Path files(Path folder) throws IOException {
        Path files = Files.createDirectory(folder.resolve(ROOT));
        for (int i = 0; i < 50; i++) {
            Path inner = Files.createDirectory(files.resolve("folder-" + i));
            for (int j = 0; j < 10; j++) {
                Files.createFile(inner.resolve("file-" + j));
            }
        }
        return files;
    }

    @Override
    public void close() {
        try (origin;
                collector;
                server;
                load;
                generator;
                prometheus) {
            // Closes them, the last one first, whatever the others throw.
        }
    }
}

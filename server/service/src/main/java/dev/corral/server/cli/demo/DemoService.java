package dev.corral.server.cli.demo;

import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Offload;
import dev.corral.server.CannotListenException;
import dev.corral.server.CorralServer;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.store.StoreException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The service of a demo, in this process.
final class DemoService {
    private final CorralServer server;
    private final Event ready = new Event("service ready");
    private final AtomicReference<CorralServer.@Nullable Bound> bound = new AtomicReference<>();

    private DemoService(CorralServer server) {
        this.server = server;
    }

    /// Starts it as a task of this nursery, and waits until it answers. A checkpoint. The task ends after
    /// [#stop].
    static DemoService start(Nursery nursery, ServerConfig config) throws InterruptedException {
        DemoService service = new DemoService(new CorralServer(config));
        nursery.start("service", () -> Offload.named("service").run(service::serve));
        boolean answers = false;
        try {
            service.ready.await();
            answers = true;
            return service;
        } finally {
            if (!answers) {
                service.stop();
            }
        }
    }

    private Boolean serve() throws CannotListenException, StoreException, NurseryFailed, InterruptedException {
        server.serve(ports -> {
            bound.set(ports);
            ready.set();
        });
        return Boolean.TRUE;
    }

    CorralServer.Bound bound() {
        CorralServer.Bound ports = bound.get();
        if (ports == null) {
            throw new IllegalStateException("the service is not ready");
        }
        return ports;
    }

    void stop() {
        server.stop();
    }
}

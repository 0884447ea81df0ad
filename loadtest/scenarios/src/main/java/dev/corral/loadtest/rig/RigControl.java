package dev.corral.loadtest.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// What the generator asks to have done to the service's process: a server on loopback with one path for
/// each.
final class RigControl implements AutoCloseable {
    private static final String PREFIX = "/service/";
    private static final String PROFILED = "profiled/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServiceProcess service;
    private final Profiler profiler;
    private final Supplier<List<Child>> children;

    /// @param children all that run
    RigControl(ServiceProcess service, Profiler profiler, Supplier<List<Child>> children) throws IOException {
        this.service = service;
        this.profiler = profiler;
        this.children = children;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PREFIX, this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String what = exchange.getRequestURI().getPath().substring(PREFIX.length());
        int status = 200;
        String text = "";
        try {
            text = obey(what);
        } catch (IOException | NotReadyException | IllegalArgumentException e) {
            status = 500;
            text = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 503;
        }
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String obey(String what) throws IOException, NotReadyException, InterruptedException {
        if (what.equals("profile")) {
            profiler.start(children.get());
            return "";
        }
        return what.startsWith(PROFILED)
                ? profiler.hottest(children.get(), Integer.parseInt(what.substring(PROFILED.length())))
                : service.obey(what);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.corral.server.dashboard;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Shows what the generator of a load test shows: a file that a test of the load test's own holds against it.
final class Generator implements Part {
    private static final Path SHOWN =
            Dashboard.REPOSITORY.resolve("loadtest/scenarios/src/test/resources/generator.prom");

    private final HttpServer server;

    Generator() throws IOException {
        byte[] shown = Files.readAllBytes(SHOWN);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, shown.length);
            exchange.getResponseBody().write(shown);
            exchange.close();
        });
        server.start();
    }

    String instance() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.corral.loadtest.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.corral.loadtest.measure.Book;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// The generator's own `/metrics`, so that a dashboard can show the client's view beside the server's. On
/// loopback.
public final class Exporter implements AutoCloseable {
    private final HttpServer server;
    private final String scenario;
    private final Book book;

    /// @param port 0 for any free one
    public Exporter(String scenario, Book book, int port) throws IOException {
        this.scenario = scenario;
        this.book = book;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] text =
                new Exposed(scenario, book.lastRow(), book.lastMark()).text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

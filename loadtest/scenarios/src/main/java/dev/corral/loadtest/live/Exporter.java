package dev.corral.loadtest.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The generator's own `/metrics`, so that a dashboard can show the client's view beside the server's. On
/// loopback.
public final class Exporter implements AutoCloseable {
    private final HttpServer server;
    private final Book book;

    /// @param port 0 for any free one
    public Exporter(Book book, int port) throws IOException {
        this.book = book;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] text = text(book.rows()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    static String text(List<Row> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("""
            # HELP corral_loadtest What the load generator saw in its last second, by view and figure
            # TYPE corral_loadtest gauge
            """);
        for (Map.Entry<String, Double> each : rows.getLast().values().entrySet()) {
            String[] name = each.getKey().split("\\.", 2);
            text.append("corral_loadtest{view=\"")
                    .append(name[0])
                    .append("\",figure=\"")
                    .append(name[name.length - 1])
                    .append("\"} ")
                    .append(String.format(Locale.ROOT, "%.6g", each.getValue()))
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

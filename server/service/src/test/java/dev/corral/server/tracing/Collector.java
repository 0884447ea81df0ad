package dev.corral.server.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.corral.server.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A collector of OTLP over HTTP, which keeps what it gets.
public final class Collector implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /// A span.
    ///
    /// @param parentId empty for the first of its trace
    /// @param kind 1 internal, 2 server, 3 client
    /// @param attributes as text
    record Received(
            String traceId,
            String spanId,
            String parentId,
            String name,
            long kind,
            Map<String, String> attributes,
            Map<String, String> resource) {}

    private Collector(HttpServer server) {
        this.server = server;
    }

    public static Collector open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Collector collector = new Collector(server);
            server.createContext("/", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type"));
        for (WireReader ofResource : WireReader.of(body).messages(1)) {
            Map<String, String> resource =
                    attributes(ofResource.messages(1).getFirst().messages(1));
            ofResource
                    .messages(2)
                    .forEach(scope -> scope.messages(2).forEach(span -> spans.add(received(span, resource))));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Received received(WireReader span, Map<String, String> resource) {
        return new Received(
                HEX.formatHex(span.bytes(1)),
                HEX.formatHex(span.bytes(2)),
                HEX.formatHex(span.bytes(4)),
                span.text(5),
                span.number(6),
                attributes(span.messages(9)),
                resource);
    }

    private static Map<String, String> attributes(List<WireReader> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        for (WireReader pair : pairs) {
            WireReader value = pair.messages(2).getFirst();
            attributes.put(pair.text(1), value.has(1) ? value.text(1) : Long.toString(value.number(3)));
        }
        return attributes;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    List<Received> spans() {
        return spans;
    }

    /// Method, path and type of each.
    List<String> requests() {
        return requests;
    }

    List<Received> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    /// Waits until so many of a name have come.
    List<Received> await(String name, int number) throws Exception {
        Patience.until(
                number + " spans " + name + " have come", () -> named(name).size() >= number);
        return named(name);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

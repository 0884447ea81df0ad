package dev.corral.loadtest.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Fire and forget, on purpose: `POST /v1/jobs` takes the same fetch job, starts a virtual thread for each
/// item, and streams results from an unbounded queue. When the client leaves, the writer fails and the
/// threads go on, since nobody knows them any more. The permits are the same, `concurrency.max` at once.
///
/// Ends when standard input does.
public final class UnstructuredService {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final AtomicLong tasksLive = new AtomicLong();

    private UnstructuredService() {}

    static void main() throws IOException {
        UnstructuredService service = new UnstructuredService();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/jobs", service::job);
        server.createContext("/metrics", exchange -> answer(exchange, ControlMetrics.text(service.tasksLive.get())));
        server.start();
        IO.println(
                "control listening on http://127.0.0.1:" + server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void job(HttpExchange exchange) throws IOException {
        JsonNode job = JSON.readTree(exchange.getRequestBody());
        JsonNode items = job.path("items");
        Semaphore permits = new Semaphore(job.path("concurrency").path("max").asInt(32), true);
        BlockingQueue<String> results = new LinkedBlockingQueue<>();
        for (int index = 0; index < items.size(); index++) {
            new UnstructuredItem(client, permits, results, tasksLive)
                    .start(index, items.get(index).asText());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(OK, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, "{\"t\":\"start\",\"seq\":1,\"kind\":\"fetch\",\"total\":" + items.size() + "}");
            int ok = 0;
            for (int done = 0; done < items.size(); done++) {
                String result = results.take();
                ok += result.startsWith("\"outcome\":\"ok\"", result.indexOf(',') + 1) ? 1 : 0;
                write(out, "{\"t\":\"item\",\"seq\":" + (done + 2) + "," + result + "}");
            }
            write(out, end(items.size(), ok));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String end(int total, int ok) {
        return "{\"t\":\"end\",\"seq\":" + (total + 2)
                + ",\"outcome\":\"completed\",\"cause\":null,\"counts\":{\"total\":"
                + total + ",\"ok\":" + ok + ",\"failed\":" + (total - ok)
                + ",\"cancelled\":0,\"not_started\":0,\"unknown\":0,\"deduped\":0}}";
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

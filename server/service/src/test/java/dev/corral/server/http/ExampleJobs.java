package dev.corral.server.http;

import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A service with jobs in every state that the calls of the description ask for.
final class ExampleJobs implements AutoCloseable {
    private final RawOrigin origin = RawOrigin.open(ExampleJobs::answer);
    private final RawOrigin silent = RawOrigin.silent();
    private final RunningServer server;
    private final Api api;

    ExampleJobs(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("guide"));
        Files.writeString(folder.resolve("guide/start.md"), "# Start");
        Files.createDirectories(folder.resolve("lists"));
        Files.writeString(
                folder.resolve("lists/urls.txt"), rewritten("https://example.com/a\nhttps://example.com/b\n"));
        server = RunningServer.with(config -> config.withAllow(RunningServer.rules(origin, silent))
                .with(new Roots(List.of(new Root("docs", folder)))));
        api = new Api(server.port());
    }

    /// There is a page at every path but `/b`.
    private static void answer(RawOrigin.Peer peer) throws IOException {
        for (String head = peer.readHead(); head != null; head = peer.readHead()) {
            if (head.startsWith("POST")) {
                peer.readBody(5);
            }
            peer.write(head.contains(" /b ") ? "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n" : RawOrigin.ok("x"));
        }
    }

    int port(Description.Operation operation) {
        return operation.onManagementPort() ? server.managementPort() : server.port();
    }

    /// With the origin of the test in place of that of the description.
    String rewritten(String text) {
        return text.replace("https://example.com/", origin.url());
    }

    /// The id of a job that stands so.
    String job(String state) throws Exception {
        String two = "{'kind':'fetch','items':['" + origin.url() + "a','" + origin.url() + "b']";
        return switch (state) {
            case "absent" -> "j_" + "0".repeat(32);
            case "attached" ->
                server.run("{'kind':'fetch','items':[]}").start().path("job").asText();
            case "ended" -> ended(two + "}");
            case "listed" -> ended("{'kind':'list','items':['docs']}");
            case "evicted" -> evicted(two + ",'retain_ms':0}");
            case "running" -> running();
            case "paused" -> paused();
            default -> throw new AssertionError("no such job: " + state);
        };
    }

    private String ended(String job) throws Exception {
        String id = api.detach(job);
        api.ended(id);
        return id;
    }

    private String evicted(String job) throws Exception {
        String id = api.detach(job);
        Patience.until("it is gone", () -> api.get("/v1/jobs/" + id).status() == 410);
        return id;
    }

    private String running() throws Exception {
        long before = silent.requests();
        String id = api.detach("{'kind':'fetch','items':['" + silent.url() + "','" + silent.url()
                + "'],'concurrency':{'max':1},'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000}}");
        Patience.until("it runs", () -> silent.requests() > before);
        return id;
    }

    private String paused() throws Exception {
        String id = running();
        api.post("/v1/jobs/" + id + "/pause", "");
        return id;
    }

    @Override
    public void close() {
        api.close();
        server.close();
        silent.close();
        origin.close();
    }
}

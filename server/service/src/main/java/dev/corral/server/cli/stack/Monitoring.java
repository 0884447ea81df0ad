package dev.corral.server.cli.stack;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prometheus, where it is installed.
///
/// @param program its path
/// @param alerts the rules; null where they are not at hand
record Monitoring(String program, @Nullable Path alerts) {
    private static final String ALERTS = "corral.alerts";

    /// Finds it; null if there is no `prometheus` on the path.
    static @Nullable Monitoring find() throws IOException, InterruptedException {
        Process which = new ProcessBuilder("sh", "-c", "command -v prometheus").start();
        String said = new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (which.waitFor() != 0) {
            return null;
        }
        String rules = System.getProperty(ALERTS);
        return new Monitoring(said.strip(), rules == null ? null : Path.of(rules));
    }

    /// The port that it can have: the wanted one, else, where that is 0 or in use, any free one.
    static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException inUse) {
            return freePort(0);
        }
    }

    /// Its command, with its configuration and its data in this folder.
    ///
    /// @param management of the service
    List<String> command(Path folder, int port, URI management) throws IOException {
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, configuration(management.getAuthority()));
        return List.of(
                program,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage");
    }

    private String configuration(String target) {
        String rules = alerts == null ? "" : "rule_files: ['" + alerts + "']\n";
        return """
            global:
              scrape_interval: 1s
              evaluation_interval: 5s
            %sscrape_configs:
              - job_name: corral
                static_configs:
                  - targets: ['%s']
            """.formatted(rules, target);
    }
}

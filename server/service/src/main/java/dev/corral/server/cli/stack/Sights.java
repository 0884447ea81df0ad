package dev.corral.server.cli.stack;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where to look at a stack.
///
/// @param prometheus null if there is none
record Sights(
        URI service, URI management, URI origin, @Nullable URI prometheus) {
    /// For the terminal.
    ///
    /// @param folder with the logs
    String text(Path folder) {
        return """
            corral stack: all of this is on loopback, and ends with Ctrl-C
              service     %1$s/v1/jobs      jobs, newest first; /v1/tree has every task, /v1/limits every cap
              metrics     %2$s/metrics
              origin      %3$s/             what it can do; /seen what it saw
              prometheus  %4$s
              logs        %5$s
              try         curl -N -X POST --data-binary '%3$s/bytes?n=100' -H 'Content-Type: text/plain' '%1$s/v1/jobs?kind=fetch'
            """.formatted(service, management, origin, ofPrometheus(), folder);
    }

    private String ofPrometheus() {
        return prometheus == null
                ? "not installed, so nothing keeps the metrics (Debian: apt-get install prometheus)"
                : prometheus
                        + "/graph?g0.expr=sum by (outcome) (rate(corral_items_total[15s]))&g0.tab=0".replace(' ', '+')
                        + "\n                          " + prometheus + "/alerts";
    }
}

package dev.corral.loadtest.live;

import dev.corral.loadtest.measure.Exposition;
import java.util.Map;

/// The server's view of one second, out of its metrics.
final class ServerRow {
    private static final double MIB = 1 << 20;

    private final Rates rates = new Rates();

    /// @param second in which the metrics were had
    void add(Exposition metrics, double second, Map<String, Double> row) {
        put(row, "server.tasks_live", metrics.sum("corral_tasks_live"));
        put(row, "server.jobs_running", metrics.sum("corral_jobs_running"));
        put(row, "server.items_per_s", rates.of("items", metrics.sum("corral_items_total"), second));
        put(row, "server.heap_mib", metrics.sum("jvm_memory_used_bytes", "area=\"heap\"") / MIB);
        put(row, "server.direct_mib", metrics.sum("corral_direct_memory_bytes") / MIB);
        put(row, "server.threads", metrics.sum("jvm_threads_live_threads"));
        put(row, "server.files", metrics.sum("process_files_open_files"));
        put(row, "server.cpu_cores", rates.of("cpu", metrics.sum("process_cpu_time_ns_total") / 1e9, second));
        metrics.values().forEach((series, value) -> {
            if (series.startsWith("corral_channel_wait_seconds_total{")) {
                put(
                        row,
                        "wait." + label(series, "channel") + "." + label(series, "side"),
                        rates.of(series, value, second));
            } else if (series.startsWith("corral_limiter_waiting{")) {
                put(row, "limiter." + label(series, "limiter"), value);
            }
        });
    }

    private static String label(String series, String name) {
        int from = series.indexOf(name + "=\"");
        return from < 0
                ? ""
                : series.substring(from + name.length() + 2, series.indexOf('"', from + name.length() + 2));
    }

    private static void put(Map<String, Double> row, String name, double value) {
        if (!Double.isNaN(value)) {
            row.put(name, value);
        }
    }
}

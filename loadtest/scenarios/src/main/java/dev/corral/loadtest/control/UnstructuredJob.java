package dev.corral.loadtest.control;

import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// The stream of one job: whoever has a result writes it, whether anybody reads or not. Thread-safe.
final class UnstructuredJob {
    private static final String OK = "\"outcome\":\"ok\"";

    private final HttpServerResponse response;
    private final int total;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger ok = new AtomicInteger();
    private int written;

    UnstructuredJob(HttpServerResponse response, int total) {
        this.response = response;
        this.total = total;
    }

    void begin() {
        response.putHeader("Content-Type", "application/x-ndjson").setChunked(true);
        send("{\"t\":\"start\",\"seq\":1,\"kind\":\"fetch\",\"total\":" + total + "}");
        if (total == 0) {
            end();
        }
    }

    /// @param result members of an `item` record
    void add(String result) {
        if (result.startsWith(OK, result.indexOf(',') + 1)) {
            ok.incrementAndGet();
        }
        lock.lock();
        try {
            written++;
            send("{\"t\":\"item\",\"seq\":" + (written + 1) + "," + result + "}");
            if (written == total) {
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        send("{\"t\":\"end\",\"seq\":" + (total + 2)
                + ",\"outcome\":\"completed\",\"cause\":null,\"counts\":{\"total\":"
                + total + ",\"ok\":" + ok + ",\"failed\":" + (total - ok.get())
                + ",\"cancelled\":0,\"not_started\":0,\"unknown\":0,\"deduped\":0}}");
        var _ = response.end();
    }

    /// What comes of it nobody asks: that is what this control is about.
    private void send(String line) {
        if (!response.closed()) {
            var _ = response.write(line + "\n");
        }
    }
}

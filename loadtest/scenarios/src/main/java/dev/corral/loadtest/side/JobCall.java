package dev.corral.loadtest.side;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.stream.StreamCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Attached jobs over connections of their own, each read line by line to its end.
public final class JobCall {
    private static final int OK = 200;

    private final URI base;
    private final Duration idle;

    /// @param service base of the API
    /// @param idle how long a reader waits for the next byte
    public JobCall(String service, Duration idle) {
        this.base = URI.create(service);
        this.idle = idle;
    }

    /// Sends a job and reads all of the answer, in a closed model: it is sent when it is to be sent. Blocks; never
    /// throws for what the server does.
    public JobReply run(JobOrder order) {
        long start = System.nanoTime();
        return run(order, new Timing(start, start, start));
    }

    /// The same in an open model.
    ///
    /// @param intendedNanos when it was to be sent
    public JobReply run(JobOrder order, long intendedNanos) {
        long start = System.nanoTime();
        return run(order, new Timing(intendedNanos, start, start));
    }

    private JobReply run(JobOrder order, Timing begun) {
        Progress progress = new Progress(begun);
        try (RawExchange exchange = open(0)) {
            exchange.send(bytes(order));
            RawExchange.Head head = exchange.head();
            progress.headAt = System.nanoTime();
            if (head.status() != OK) {
                String body = exchange.bodyText();
                return new JobReply.Refused(head.status(), head.header("retry-after"), progress.now(), body);
            }
            for (String line = exchange.bodyLine(); line != null; line = exchange.bodyLine()) {
                progress.line(line);
            }
            return progress.streamed();
        } catch (IOException e) {
            return new JobReply.Broken(progress.headAt > 0, progress.now(), String.valueOf(e));
        }
    }

    /// Opens a connection for an exchange by hand.
    public RawExchange open(int receiveBytes) throws IOException {
        return RawExchange.open(base, receiveBytes, idle);
    }

    /// The request as it goes over such a connection.
    public byte[] bytes(JobOrder order) {
        return order.bytes(base.getAuthority());
    }

    /// What is known while a stream is read.
    private static final class Progress {
        final Timing begun;
        final StreamCheck check = new StreamCheck();
        long headAt;
        private long firstAt;
        private long lastAt;
        private long gap;
        private long results;

        Progress(Timing begun) {
            this.begun = begun;
        }

        void line(String line) {
            check.line(line);
            if (check.results() == results) {
                return;
            }
            results = check.results();
            long now = System.nanoTime();
            if (firstAt == 0) {
                firstAt = now;
            } else {
                gap = Math.max(gap, now - lastAt);
            }
            lastAt = now;
        }

        Timing now() {
            return begun.until(System.nanoTime());
        }

        JobReply streamed() {
            Timing total = now();
            Timing first = firstAt == 0 ? total : begun.until(firstAt);
            return new JobReply.Streamed(check.verdict(), begun.until(headAt), first, total, Duration.ofNanos(gap));
        }
    }
}

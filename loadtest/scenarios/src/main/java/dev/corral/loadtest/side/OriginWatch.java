package dev.corral.loadtest.side;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// Looks every few milliseconds at what the origin sees, once for all who wait. Thread-safe.
public final class OriginWatch implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(10);

    private final Management management;
    private final String origin;
    private final Thread thread;
    private final AtomicReference<View> last = new AtomicReference<>(View.NOTHING);
    private volatile boolean closed;

    /// What the origin saw at some moment between two of this clock.
    ///
    /// @param asked before it was asked
    /// @param nanos after it had answered
    public record View(long asked, long nanos, JsonNode hosts) {
        static final View NOTHING = new View(
                System.nanoTime(), System.nanoTime(), com.fasterxml.jackson.databind.node.MissingNode.getInstance());

        public long requests(String host) {
            return hosts.path(host).path("requests").asLong();
        }

        public long inFlight(String host) {
            return hosts.path(host).path("in_flight").asLong();
        }
    }

    public OriginWatch(Management management, String origin) {
        this.management = management;
        this.origin = origin;
        this.thread = Thread.ofVirtual().name("watch the origin").start(this::watch);
    }

    private void watch() {
        try {
            while (!closed) {
                look();
                Crew.pause(STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        long asked = System.nanoTime();
        try {
            JsonNode hosts = management.seen(origin).path("hosts");
            last.set(new View(asked, System.nanoTime(), hosts));
        } catch (IOException e) {
            // The next look may succeed, and who waits has a bound.
            last.updateAndGet(view -> view);
        }
    }

    /// Since when a host has nothing in flight and gets nothing more: the first view after this moment from
    /// which on nothing changed for so long. A checkpoint.
    ///
    /// @return the last view if it did not become quiet in time
    public View quietSince(String host, long nanos, Duration calm, Duration limit) throws InterruptedException {
        View[] first = {View.NOTHING};
        var _ = Patience.until(limit, () -> {
            View view = last.get();
            if (view.asked() - nanos <= 0) {
                return false;
            }
            boolean same = first[0].asked() - nanos > 0
                    && view.inFlight(host) == 0
                    && view.requests(host) == first[0].requests(host)
                    && first[0].inFlight(host) == 0;
            if (!same) {
                first[0] = view;
            }
            return same && view.nanos() - first[0].nanos() >= calm.toNanos();
        });
        return first[0];
    }

    /// The last view.
    public View now() {
        return last.get();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

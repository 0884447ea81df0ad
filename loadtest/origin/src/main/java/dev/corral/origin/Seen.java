package dev.corral.origin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The origin's own account of its requests, in total, per path and per host: the oracle of a load test.
///
/// A request is in flight from its arrival until its answer is handed to the socket or its client has left. Paths and
/// hosts are bounded ([BoundedTable]): beyond the bound they are counted together. Safe for use by several loops: one
/// lock, held for some ten field updates, makes a mark and a report consistent over all keys.
final class Seen {
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;

    @GuardedBy("lock")
    private final Tally total = new Tally();

    @GuardedBy("lock")
    private final BoundedTable<Tally> paths = new BoundedTable<>(Tally::new);

    @GuardedBy("lock")
    private final BoundedTable<Tally> hosts = new BoundedTable<>(Tally::new);

    @GuardedBy("lock")
    private @Nullable Long markMillis;

    Seen(InstantSource clock) {
        this.clock = clock;
    }

    Visit enter(String path, String host) {
        long now = clock.millis();
        lock.lock();
        try {
            Tally ofPath = paths.at(path);
            Tally ofHost = hosts.at(host);
            total.entered(now);
            ofPath.entered(now);
            ofHost.entered(now);
            return new Visit(this, ofPath, ofHost);
        } finally {
            lock.unlock();
        }
    }

    void forTalliesOf(Tally path, Tally host, Consumer<Tally> change) {
        lock.lock();
        try {
            change.accept(total);
            change.accept(path);
            change.accept(host);
        } finally {
            lock.unlock();
        }
    }

    /// Counts "since the mark" from now on, and returns the time of the mark in epoch milliseconds.
    long mark() {
        lock.lock();
        try {
            long now = clock.millis();
            markMillis = now;
            total.marked();
            paths.forEach((_, tally) -> tally.marked());
            hosts.forEach((_, tally) -> tally.marked());
            return now;
        } finally {
            lock.unlock();
        }
    }

    /// A consistent view of all counts, as `/seen` shows it.
    JsonObject report() {
        lock.lock();
        try {
            return new JsonObject()
                    .put("now_ms", clock.millis())
                    .put("mark_ms", markMillis)
                    .put("total", total.json())
                    .put("paths", jsonOf(paths))
                    .put("hosts", jsonOf(hosts));
        } finally {
            lock.unlock();
        }
    }

    private static JsonObject jsonOf(BoundedTable<Tally> tallies) {
        JsonObject json = new JsonObject();
        tallies.forEach((key, tally) -> json.put(key, tally.json()));
        return json;
    }
}

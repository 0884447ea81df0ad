package dev.corral.server.cli.local;

import dev.corral.nursery.Clock;
import dev.corral.server.cli.progress.Figures;
import dev.corral.server.job.Item;
import dev.corral.server.run.Journal;
import dev.corral.server.run.Plan;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The items that have begun and whose record has not been written: who keeps the job waiting. Thread-safe.
final class Underway implements Journal {
    /// Less is nothing to speak of.
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<Long, Begun> begun = new ConcurrentHashMap<>();

    private record Begun(String host, long nanos) {}

    Underway(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void begins(Item item, Plan plan) {
        begun.put((long) item.index(), new Begun(plan.hostKey(), clock.nanoTime()));
    }

    void ended(long index) {
        begun.remove(index);
    }

    /// The host that has been waited for longest, and since when: `http://slow.test:80 (12 s)`; empty if none has
    /// been for long.
    String longest() {
        long now = clock.nanoTime();
        return begun.values().stream()
                .max(Comparator.comparingLong(each -> now - each.nanos()))
                .filter(each -> now - each.nanos() >= LONG.toNanos())
                .map(each -> each.host() + " (" + Figures.rough(Duration.ofNanos(now - each.nanos())) + ")")
                .orElse("");
    }
}

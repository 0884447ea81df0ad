package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Suspension;
import dev.corral.nursery.Task;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Permits of the whole server, shared by weight: among those who wait, whoever has had least for its weight
/// is next, whatever the number of its tasks that wait. Within a share the order is first come, first served.
///
/// Start-time fair queueing (Goyal, Vin and Cheng, 1996): each share has a virtual time, which a grant moves
/// on by one over its weight; a share that has not waited for a while starts at the present virtual time, so
/// that idleness is not saved up. Thread-safe.
public final class SharedPermits {
    private final String name;
    private final int total;

    @GuardedBy("this")
    private int free;

    /// The virtual time of the last grant.
    @GuardedBy("this")
    private double now;

    @GuardedBy("this")
    private final Map<Share, Line> lines = new HashMap<>();

    /// Those with tasks that wait, by virtual time.
    @GuardedBy("this")
    private final TreeSet<Line> waiting =
            new TreeSet<>(Comparator.<Line>comparingDouble(line -> line.start).thenComparingLong(line -> line.number));

    @GuardedBy("this")
    private long lastNumber;

    /// The tasks of one share that wait. Its start never changes while it is in `waiting`.
    private static final class Line {
        private final Share share;
        private final long number;
        private final ArrayDeque<Suspension<Boolean>> tasks = new ArrayDeque<>();
        private double start;

        Line(Share share, long number, double start) {
            this.share = share;
            this.number = number;
            this.start = start;
        }
    }

    public SharedPermits(String name, int total) {
        if (total < 1) {
            throw new IllegalArgumentException("total is " + total + ", expected 1 or more");
        }
        this.name = name;
        this.total = total;
        this.free = total;
    }

    public String name() {
        return name;
    }

    public int total() {
        return total;
    }

    public synchronized int borrowed() {
        return total - free;
    }

    /// Tasks that wait for a permit.
    public synchronized int waiting() {
        return waiting.stream().mapToInt(line -> line.tasks.size()).sum();
    }

    /// Takes a permit, and waits until it is this share's turn. A checkpoint; a task that is cancelled takes
    /// none.
    public void acquire(Share share) throws InterruptedException {
        Task.checkpointIfCancelled();
        if (!takeIfFree(share)) {
            Waits.<Boolean>await(name, suspension -> join(share, suspension));
        }
    }

    private synchronized boolean takeIfFree(Share share) {
        if (free == 0 || !waiting.isEmpty()) {
            return false;
        }
        free--;
        advanceLocked(lineLocked(share));
        return true;
    }

    private void join(Share share, Suspension<Boolean> suspension) {
        synchronized (this) {
            Line line = lineLocked(share);
            line.tasks.add(suspension);
            waiting.add(line);
        }
        grant();
    }

    @GuardedBy("this")
    private Line lineLocked(Share share) {
        Line line = lines.computeIfAbsent(share, each -> new Line(each, ++lastNumber, now));
        if (line.tasks.isEmpty() && line.start < now) {
            line.start = now;
        }
        return line;
    }

    @GuardedBy("this")
    private void advanceLocked(Line line) {
        now = Math.max(now, line.start);
        line.start = Math.max(now, line.start) + 1 / line.share.weight();
    }

    public void release() {
        synchronized (this) {
            if (free == total) {
                throw new IllegalStateException("a permit of " + name + " was given back that nobody had");
            }
            free++;
        }
        grant();
    }

    /// Hands free permits to those who wait. A task that was cancelled meanwhile does not take; the next one
    /// does.
    private void grant() {
        for (Suspension<Boolean> next = poll(); next != null; next = poll()) {
            if (!next.resume(true)) {
                synchronized (this) {
                    free++;
                }
            }
        }
    }

    private synchronized @Nullable Suspension<Boolean> poll() {
        Line line = free == 0 ? null : waiting.pollFirst();
        if (line == null) {
            forgetIdleLocked();
            return null;
        }
        Suspension<Boolean> next = line.tasks.remove();
        free--;
        advanceLocked(line);
        if (!line.tasks.isEmpty()) {
            waiting.add(line);
        }
        return next;
    }

    /// Shares that nobody uses need not be kept once their time has come.
    @GuardedBy("this")
    private void forgetIdleLocked() {
        if (free == total && waiting.isEmpty()) {
            lines.clear();
            now = 0;
        }
    }
}

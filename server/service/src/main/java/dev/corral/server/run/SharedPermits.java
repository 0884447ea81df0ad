package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Suspension;
import dev.corral.nursery.Task;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
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
    private final Map<Who, Line> lines = new HashMap<>();

    /// Those with tasks that wait, by virtual time.
    @GuardedBy("this")
    private final TreeSet<Line> waiting =
            new TreeSet<>(Comparator.<Line>comparingDouble(line -> line.start).thenComparingLong(line -> line.number));

    @GuardedBy("this")
    private long lastNumber;

    /// Whose tasks stand in one line.
    private record Who(String tenant, int priority) {}

    /// The tasks of one share that wait. Its start changes only while it is not in `waiting`.
    private static final class Line {
        private final long number;
        private final LinkedHashSet<Suspension<Boolean>> tasks = new LinkedHashSet<>();
        private double start;
        /// Of one grant: one over the weight.
        private double step = 1;

        Line(long number, double start) {
            this.number = number;
            this.start = start;
        }
    }

    /// A task that is to have a permit, and the line that it stood in.
    private record Next(Line line, Suspension<Boolean> task) {}

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
        if (takeIfFree(share)) {
            return;
        }
        AtomicReference<@Nullable Suspension<Boolean>> mine = new AtomicReference<>();
        try {
            Waits.<Boolean>await(name, suspension -> {
                mine.set(suspension);
                join(share, suspension);
            });
        } catch (InterruptedException e) {
            leave(share, mine.get());
            throw e;
        }
    }

    /// A task that was cancelled stands in nobody's way, and costs its share nothing.
    private synchronized void leave(Share share, @Nullable Suspension<Boolean> suspension) {
        Line line = lines.get(who(share));
        if (line != null && line.tasks.remove(suspension) && line.tasks.isEmpty()) {
            waiting.remove(line);
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

    private static Who who(Share share) {
        return new Who(share.tenant(), share.priority());
    }

    @GuardedBy("this")
    private Line lineLocked(Share share) {
        Line line = lines.computeIfAbsent(who(share), each -> new Line(++lastNumber, now));
        line.step = 1 / share.weight();
        if (line.tasks.isEmpty() && line.start < now) {
            line.start = now;
        }
        return line;
    }

    @GuardedBy("this")
    private void advanceLocked(Line line) {
        now = Math.max(now, line.start);
        line.start = now + line.step;
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
        for (Next next = poll(); next != null; next = poll()) {
            if (!next.task().resume(true)) {
                refused(next.line());
            }
        }
    }

    private synchronized @Nullable Next poll() {
        Line line = free == 0 ? null : waiting.pollFirst();
        if (line == null) {
            forgetIdleLocked();
            return null;
        }
        Suspension<Boolean> next = line.tasks.removeFirst();
        free--;
        advanceLocked(line);
        if (!line.tasks.isEmpty()) {
            waiting.add(line);
        }
        return new Next(line, next);
    }

    /// What was not taken is no turn that the share has had.
    private synchronized void refused(Line line) {
        free++;
        boolean isWaiting = waiting.remove(line);
        line.start -= line.step;
        if (isWaiting) {
            waiting.add(line);
        }
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

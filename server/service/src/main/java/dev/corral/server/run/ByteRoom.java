package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Suspension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Memory for bytes that jobs hold: a bound for all jobs together, and one for each. Who finds no room waits.
/// Thread-safe.
///
/// Jobs take turns: of a job that waits, one is let in before the next job is, and within a job the order is
/// first come, first served. A job that has reached its own bound holds nobody else up.
public final class ByteRoom {
    private final String name;
    private final long mostBytes;
    private final long mostOfJob;

    @GuardedBy("this")
    private long taken;

    /// Those who wait, by job, in the order of its turns.
    @GuardedBy("this")
    private final Map<Share, ArrayDeque<Wanted>> waiting = new LinkedHashMap<>();

    private record Wanted(long bytes, Suspension<Boolean> task) {}

    /// One who has got what it wanted.
    private record Granted(Share share, Wanted wanted) {}

    /// @param name shown as what a task waits on
    /// @param mostBytes of all jobs
    /// @param mostOfJob of one; at most as much
    public ByteRoom(String name, long mostBytes, long mostOfJob) {
        if (mostOfJob < 1 || mostBytes < mostOfJob) {
            throw new IllegalArgumentException("mostBytes is " + mostBytes + " and mostOfJob " + mostOfJob
                    + ", expected 1 or more for a job, and no less for all");
        }
        this.name = name;
        this.mostBytes = mostBytes;
        this.mostOfJob = mostOfJob;
    }

    public long mostBytes() {
        return mostBytes;
    }

    public long mostOfJob() {
        return mostOfJob;
    }

    /// What all jobs hold.
    public synchronized long taken() {
        return taken;
    }

    /// A job's part, with nothing in it. To be closed when the job is over.
    Share share() {
        return new Share();
    }

    private synchronized boolean takesNow(Share share, long bytes) {
        if (waiting.containsKey(share) || !fits(share, bytes)) {
            return false;
        }
        add(share, bytes);
        return true;
    }

    @GuardedBy("this")
    private boolean fits(Share share, long bytes) {
        return share.held + bytes <= mostOfJob && taken + bytes <= mostBytes;
    }

    @GuardedBy("this")
    private void add(Share share, long bytes) {
        share.held += bytes;
        taken += bytes;
    }

    /// Once more with the lock held: what was given back meanwhile has looked for nobody.
    private synchronized boolean takesOrWaits(Share share, Wanted wanted) {
        if (!waiting.containsKey(share) && fits(share, wanted.bytes())) {
            add(share, wanted.bytes());
            return true;
        }
        waiting.computeIfAbsent(share, each -> new ArrayDeque<>()).add(wanted);
        return false;
    }

    private void give(Share share, long bytes) {
        List<Granted> granted;
        synchronized (this) {
            add(share, -bytes);
            granted = grantLocked();
        }
        while (!granted.isEmpty()) {
            granted = resume(granted);
        }
    }

    @GuardedBy("this")
    private List<Granted> grantLocked() {
        List<Granted> granted = List.of();
        for (boolean more = !waiting.isEmpty(); more; ) {
            List<Granted> round = new ArrayList<>();
            for (Map.Entry<Share, ArrayDeque<Wanted>> line : List.copyOf(waiting.entrySet())) {
                grantFirst(line.getKey(), line.getValue(), round);
            }
            more = !round.isEmpty();
            if (more) {
                granted = granted.isEmpty() ? new ArrayList<>() : granted;
                granted.addAll(round);
            }
        }
        return granted;
    }

    @GuardedBy("this")
    private void grantFirst(Share share, ArrayDeque<Wanted> line, List<Granted> round) {
        if (!fits(share, line.element().bytes())) {
            return;
        }
        Wanted next = line.remove();
        add(share, next.bytes());
        round.add(new Granted(share, next));
        // To the end of the turns, or out of them.
        waiting.remove(share);
        if (!line.isEmpty()) {
            waiting.put(share, line);
        }
    }

    /// Resumes tasks, without the lock. What those were given that were cancelled meanwhile goes to others.
    ///
    /// @return these others
    private List<Granted> resume(List<Granted> granted) {
        List<Granted> refused = granted.stream()
                .filter(each -> !each.wanted().task().resume(true))
                .toList();
        if (refused.isEmpty()) {
            return refused;
        }
        synchronized (this) {
            refused.forEach(each -> add(each.share(), -each.wanted().bytes()));
            return grantLocked();
        }
    }

    /// What one job holds. Thread-safe.
    final class Share implements AutoCloseable {
        /// Guarded by the room.
        private long held;

        /// Takes bytes, and waits while there is no room for them. A checkpoint, if it waits.
        ///
        /// @param bytes no more than one job may hold
        /// @return whether it had to wait
        boolean take(long bytes) throws InterruptedException {
            if (bytes > mostOfJob) {
                throw new IllegalArgumentException(
                        "bytes is " + bytes + ", expected " + mostOfJob + " at most: nobody could ever have so many");
            }
            if (takesNow(this, bytes)) {
                return false;
            }
            Waits.<Boolean>await(name, suspension -> {
                if (takesOrWaits(this, new Wanted(bytes, suspension))) {
                    suspension.resume(true);
                }
            });
            return true;
        }

        /// As [#take], but what holds nothing takes without waiting: so the job always goes on, if slowly.
        void takeOrBegin(long bytes) throws InterruptedException {
            if (!beginsWith(bytes)) {
                var _ = take(bytes);
            }
        }

        private boolean beginsWith(long bytes) {
            synchronized (ByteRoom.this) {
                boolean begins = held == 0;
                if (begins) {
                    add(this, bytes);
                }
                return begins;
            }
        }

        /// Gives back what was taken.
        void give(long bytes) {
            ByteRoom.this.give(this, bytes);
        }

        /// Gives back all that is held. Nobody takes of it any more.
        @Override
        public void close() {
            give(held());
        }

        long held() {
            synchronized (ByteRoom.this) {
                return held;
            }
        }
    }
}

package dev.corral.nursery;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Whoever keeps a nursery open: the body is one, each task is one. At zero it is closed for good.
final class Members implements TaskHome {
    private final Nursery nursery;
    private final AtomicLong count = new AtomicLong(1);
    private volatile @Nullable ExitCell exit;

    Members(Nursery nursery) {
        this.nursery = nursery;
    }

    @Override
    public Nursery nursery() {
        return nursery;
    }

    @Override
    public boolean isMember() {
        return true;
    }

    @Override
    public void failed(Throwable thrown) {
        nursery.outcome().failed(thrown);
    }

    @Override
    public void ended(Task<?> task) {
        try {
            nursery.ended(task);
        } finally {
            part();
        }
    }

    void join() {
        if (count.getAndUpdate(now -> now == 0 ? 0 : now + 1) == 0) {
            throw new IllegalStateException("nursery " + nursery.name() + " has ended: it can start no more tasks");
        }
    }

    void part() {
        if (count.decrementAndGet() > 0) {
            return;
        }
        ExitCell cell = exit;
        if (cell != null && cell.complete(null)) {
            cell.wake();
        }
    }

    /// The body is over: waits for all others, and for nothing else. Returns whether there were any.
    boolean awaitOthers(ExitCell cell) {
        exit = cell;
        boolean waits = count.get() > 1;
        part();
        try {
            Task.awaitPlain(cell);
        } catch (InterruptedException e) {
            throw new IllegalStateException(
                    "the wait for the tasks of nursery " + nursery.name() + " was cut short", e);
        }
        return waits;
    }

    /// Whether the body is over.
    boolean isLeaving() {
        return exit != null;
    }

    long tasks() {
        return Math.max(0, count.get() - (exit == null ? 1 : 0));
    }
}

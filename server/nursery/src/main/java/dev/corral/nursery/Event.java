package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;

/// Something that happens once, and that tasks can wait for. It cannot be unset: make a new one for the next
/// time.
///
/// Thread-safe. What happens before [#set] happens before the return of every [#await].
public final class Event {
    private final WaitLine line;

    @GuardedBy("line")
    private boolean set;

    public Event() {
        this("event");
    }

    /// @param name shown in task trees
    public Event(String name) {
        this.line = new WaitLine(WaitKind.EVENT, name);
    }

    /// Sets the event and wakes all who wait. Setting again does nothing. Not a checkpoint; any thread may
    /// call it.
    public void set() {
        List<WaitLine.Cell> woken;
        synchronized (line) {
            set = true;
            woken = line.all();
        }
        WaitLine.wake(woken);
    }

    public boolean isSet() {
        synchronized (line) {
            return set;
        }
    }

    /// Waits until the event is set; passes if it is. A checkpoint.
    public void await() throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        WaitLine.Cell cell;
        synchronized (line) {
            cell = set ? null : line.join(task);
        }
        WaitLine.await(task, cell);
    }

    /// Tasks that wait for it now.
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    @Override
    public String toString() {
        return "Event[" + line.name() + ", " + (isSet() ? "set" : waiting() + " waiting") + "]";
    }
}

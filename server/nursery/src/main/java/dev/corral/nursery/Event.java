package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/// Something that happens once, and that tasks can wait for. It cannot be unset: make a new one for the next
/// time.
///
/// Thread-safe. What happens before [#set] happens before the return of every [#await].
public final class Event {
    private final String name;

    @GuardedBy("this.waiters")
    private final WaitQueue<EventCell> waiters = new WaitQueue<>();

    @GuardedBy("this.waiters")
    private boolean set;

    public Event() {
        this("event");
    }

    /// @param name shown in task trees
    public Event(String name) {
        this.name = name;
    }

    /// Sets the event and wakes all who wait. Setting again does nothing. Not a checkpoint; any thread may
    /// call it.
    public void set() {
        List<EventCell> woken = new ArrayList<>();
        synchronized (waiters) {
            set = true;
            for (EventCell cell = waiters.poll(); cell != null; cell = waiters.poll()) {
                if (cell.complete(null)) {
                    woken.add(cell);
                }
            }
        }
        woken.forEach(WaitCell::wake);
    }

    public boolean isSet() {
        synchronized (waiters) {
            return set;
        }
    }

    /// Waits until the event is set; passes if it is. A checkpoint.
    public void await() throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        EventCell cell = null;
        synchronized (waiters) {
            if (!set) {
                cell = new EventCell(task, this);
                waiters.add(cell);
            }
        }
        if (cell == null) {
            task.checkpointPassed();
        } else {
            Task.awaitPlain(cell);
        }
    }

    /// Tasks that wait for it now.
    public int waiting() {
        synchronized (waiters) {
            return waiters.size();
        }
    }

    @Override
    public String toString() {
        return "Event[" + name + ", " + (isSet() ? "set" : waiting() + " waiting") + "]";
    }

    private static final class EventCell extends QueuedCell<EventCell> {
        private final Event event;

        EventCell(Task<?> task, Event event) {
            super(task);
            this.event = event;
        }

        @Override
        WaitKind kind() {
            return WaitKind.EVENT;
        }

        @Override
        String subject() {
            return event.name;
        }

        @Override
        void withdraw() {
            synchronized (event.waiters) {
                event.waiters.remove(this);
            }
        }
    }
}

package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Timers in order of their times, and the thread that runs them.
///
/// ```
///   task ──add──> inbox ──taken in by the thread──> queue ──when it is time──> runs
///     └──cancel: takes the action out of the alarm, wherever that stands
/// ```
///
/// The queue is the thread's own. A task only puts an alarm into the inbox and empties it, by one atomic step
/// each: so no task can leave the queue half changed, not even one whose stack overflows in the middle of the
/// call, and tasks do not wait for each other here.
///
/// The thread says when it will look into the inbox next, and a task wakes it only for an alarm that is due
/// sooner. Neither may miss the other: the thread says so and then looks once more into the inbox; the task
/// puts its alarm there and then reads when the thread will look. Most alarms are called off long before their
/// time; those are dropped when the thread looks, which it does soon again while new ones come, and after so
/// many were called off in any case.
final class AlarmQueue implements Runnable {
    /// The next look is so many times sooner when there was something new at this one.
    private static final int SOONER = 100;
    private static final long SHORT_OF_MEMORY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /// As many may stand here, called off, before it is worth going through all of the queue; more where that is
    /// longer.
    private static final int CALLED_OFF_TOLERATED = 1024;

    /// A next look: the thread is looking, and will look again before it rests.
    private static final long NOW = Long.MIN_VALUE;
    /// A next look: there is no thread.
    private static final long NEVER = Long.MAX_VALUE;

    private final ThreadFactory threads;
    private final long restNanos;
    /// Times in here count from this moment, so that they can be compared as numbers.
    private final long originNanos = System.nanoTime();

    /// The newest of those that the thread has not taken in.
    private final AtomicReference<@Nullable Alarm> inbox = new AtomicReference<>();
    /// Since the queue was last gone through; a few may be missed.
    private final AtomicInteger calledOff = new AtomicInteger();

    private volatile int tolerated = CALLED_OFF_TOLERATED;

    private volatile long nextLookNanos = NEVER;

    @GuardedBy("this")
    private @Nullable Thread thread;

    // Touched by the thread only.
    private final PriorityQueue<Alarm> queue = new PriorityQueue<>();
    /// Out of the inbox and not in the queue yet.
    private @Nullable Alarm arrived;

    private long newestNanos;
    private long goneThroughNanos;

    /// @param longestRest from one look to the next; when there was nothing for so long, the thread leaves
    AlarmQueue(ThreadFactory threads, Duration longestRest) {
        this.threads = threads;
        this.restNanos = longestRest.toNanos();
    }

    /// @param atNanos as a reading of [System#nanoTime]
    Alarm add(long atNanos, Runnable action) {
        Alarm alarm = new Alarm(this, atNanos - originNanos, action);
        Alarm newest;
        do {
            newest = inbox.get();
            alarm.next = newest;
        } while (!inbox.compareAndSet(newest, alarm));
        if (alarm.atNanos < nextLookNanos) {
            wake();
        }
        return alarm;
    }

    /// One more stands here for nothing.
    void calledOff() {
        int count = calledOff.incrementAndGet();
        if (count % CALLED_OFF_TOLERATED == 0 && count >= tolerated) {
            wake();
        }
    }

    private synchronized void wake() {
        Thread present = thread;
        if (present != null && present.isAlive()) {
            LockSupport.unpark(present);
            return;
        }
        Thread started = threads.newThread(this);
        started.start();
        thread = started;
    }

    /// False for a thread whose starting has failed after all.
    private synchronized boolean isTheThread() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public void run() {
        if (!isTheThread()) {
            return;
        }
        try {
            boolean more = true;
            while (more) {
                more = look();
            }
        } finally {
            nextLookNanos = NEVER;
        }
    }

    /// Runs what is due, and rests until there may be more. Returns false when there is nothing left to wait
    /// for.
    private boolean look() {
        nextLookNanos = NOW;
        try {
            boolean anyNew = takeIn();
            runDue();
            dropCalledOff();
            if (anyNew) {
                newestNanos = nowNanos();
            } else if (queue.isEmpty() && nowNanos() - newestNanos >= restNanos) {
                return !leave();
            }
            rest(anyNew ? restNanos / SOONER : restNanos);
        } catch (OutOfMemoryError e) {
            // Nothing is lost by that: every alarm still stands where it did.
            LockSupport.parkNanos(this, SHORT_OF_MEMORY_NANOS);
        }
        return true;
    }

    /// Empties the inbox. Returns whether there was anything in it.
    private boolean takeIn() {
        queueArrived();
        arrived = oldestFirst(inbox.getAndSet(null));
        boolean any = arrived != null;
        queueArrived();
        return any;
    }

    /// Turns the links around. Who came in later is mostly due later, and so joins the queue at its end for next
    /// to nothing.
    private static @Nullable Alarm oldestFirst(@Nullable Alarm newest) {
        Alarm turned = null;
        for (Alarm alarm = newest; alarm != null; ) {
            Alarm before = alarm.next;
            alarm.next = turned;
            turned = alarm;
            alarm = before;
        }
        return turned;
    }

    private void queueArrived() {
        for (Alarm alarm = arrived; alarm != null; alarm = arrived) {
            if (!alarm.isOver()) {
                queue.add(alarm);
            }
            arrived = alarm.next;
            alarm.next = null;
        }
    }

    private void runDue() {
        for (Alarm first = queue.peek(); first != null && isDue(first); first = queue.peek()) {
            run(first);
            queue.remove();
        }
    }

    private boolean isDue(Alarm alarm) {
        return alarm.isOver() || alarm.atNanos <= nowNanos();
    }

    /// An action that runs out of memory is run again: a deadline must not be lost by that.
    private static void run(Alarm alarm) {
        Runnable action = alarm.take();
        if (action == null) {
            return;
        }
        try {
            action.run();
        } catch (OutOfMemoryError e) {
            alarm.putBack(action);
            throw e;
        } catch (RuntimeException | Error e) {
            Uncaught.handOver(e);
        }
    }

    private void dropCalledOff() {
        long now = nowNanos();
        if (calledOff.get() >= tolerated || now - goneThroughNanos >= restNanos) {
            calledOff.set(0);
            queue.removeIf(Alarm::isOver);
            goneThroughNanos = now;
        }
        tolerated = Math.max(CALLED_OFF_TOLERATED, queue.size());
    }

    private void rest(long mostNanos) {
        long now = nowNanos();
        Alarm first = queue.peek();
        long until = first == null ? now + mostNanos : Math.min(now + mostNanos, first.atNanos);
        nextLookNanos = until;
        if (inbox.get() == null) {
            LockSupport.parkNanos(this, until - now);
        }
    }

    /// Lets the thread end; false if something has come in.
    private synchronized boolean leave() {
        nextLookNanos = NEVER;
        boolean leaves = inbox.get() == null;
        if (leaves) {
            thread = null;
        }
        return leaves;
    }

    private long nowNanos() {
        return System.nanoTime() - originNanos;
    }
}

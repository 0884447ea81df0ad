package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the handles of one channel share.
///
/// Under the lock these hold: receivers wait only while the buffer is empty and no sender waits; senders wait
/// only while the buffer is full; so a waiting receiver owns the next item and a waiting sender owns the next
/// free slot, and nobody overtakes them. A cell whose wait was cut short may still stand in a queue until its
/// task has withdrawn it: whoever polls it loses the race for it and takes the next. Tasks are woken after
/// the lock is released.
final class ChannelCore<T> {
    private final String name;
    private final int capacity;
    private final @Nullable HandleWatch watch;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final ArrayDeque<T> buffer = new ArrayDeque<>(2);

    @GuardedBy("lock")
    private final ChannelEnd<SendCell<T>> senders;

    @GuardedBy("lock")
    private final ChannelEnd<ReceiveCell<T>> receivers;

    @GuardedBy("lock")
    private int peakUsed;

    ChannelCore(String name, int capacity, @Nullable HandleWatch watch) {
        if (capacity < 0) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", expected 0 (a rendezvous) or the number of items to buffer");
        }
        this.name = Objects.requireNonNull(name, "name");
        this.capacity = capacity;
        this.watch = watch;
        this.senders = new ChannelEnd<>(name, "sender");
        this.receivers = new ChannelEnd<>(name, "receiver");
    }

    String name() {
        return name;
    }

    // Sending.

    void send(ChannelHandle handle, T item) throws ChannelBroken, InterruptedException {
        Objects.requireNonNull(item, "item");
        Task<?> task = Task.checkpointStart();
        SendCell<T> cell = null;
        ReceiveCell<T> taker;
        lock.lock();
        try {
            if (brokenLocked(handle)) {
                throw new ChannelBroken(name);
            }
            taker = receivers.completeFirst(item);
            if (taker == null && !bufferLocked(item)) {
                cell = new SendCell<>(task, this, handle, item);
                senders.add(cell);
            }
        } finally {
            lock.unlock();
        }
        if (cell == null) {
            wake(taker);
            task.checkpointPassed();
        } else {
            cell.awaitSent();
        }
    }

    SendResult trySend(ChannelHandle handle, T item) {
        Objects.requireNonNull(item, "item");
        ReceiveCell<T> taker;
        lock.lock();
        try {
            if (brokenLocked(handle)) {
                return SendResult.BROKEN;
            }
            taker = receivers.completeFirst(item);
            if (taker == null && !bufferLocked(item)) {
                return SendResult.WOULD_BLOCK;
            }
        } finally {
            lock.unlock();
        }
        wake(taker);
        return SendResult.SENT;
    }

    @GuardedBy("lock")
    private boolean brokenLocked(ChannelHandle handle) {
        senders.requireOpen(handle);
        return receivers.isClosed();
    }

    @GuardedBy("lock")
    private boolean bufferLocked(T item) {
        if (buffer.size() >= capacity) {
            return false;
        }
        buffer.add(item);
        peakUsed = Math.max(peakUsed, buffer.size());
        return true;
    }

    // Receiving.

    Received<T> receive(ChannelHandle handle) throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        ReceiveCell<T> cell = null;
        SendCell<T> sender;
        T item;
        lock.lock();
        try {
            receivers.requireOpen(handle);
            sender = senders.completeFirst(null);
            item = takeLocked(sender);
            if (item == null && !senders.isClosed()) {
                cell = new ReceiveCell<>(task, this, handle);
                receivers.add(cell);
            }
        } finally {
            lock.unlock();
        }
        if (cell != null) {
            return cell.awaitItem();
        }
        wake(sender);
        task.checkpointPassed();
        return item == null ? new Received.End<>() : new Received.Item<>(item);
    }

    TryReceived<T> tryReceive(ChannelHandle handle) {
        SendCell<T> sender;
        T item;
        lock.lock();
        try {
            receivers.requireOpen(handle);
            sender = senders.completeFirst(null);
            item = takeLocked(sender);
            if (item == null) {
                return senders.isClosed() ? new Received.End<>() : new TryReceived.WouldBlock<>();
            }
        } finally {
            lock.unlock();
        }
        wake(sender);
        return new Received.Item<>(item);
    }

    /// Appends what is there now, up to a number of items; nothing if the handle was closed meanwhile.
    void drainIfOpen(ChannelHandle handle, List<T> into, int atMost) {
        List<SendCell<T>> woken = new ArrayList<>();
        lock.lock();
        try {
            while (into.size() < atMost && !handle.closed) {
                SendCell<T> sender = senders.completeFirst(null);
                T item = takeLocked(sender);
                if (item == null) {
                    break;
                }
                into.add(item);
                if (sender != null) {
                    woken.add(sender);
                }
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(WaitCell::wake);
    }

    /// The oldest item; null if there is none.
    ///
    /// @param sender whom this lets go on, so that its item moves up; null if none waits
    @GuardedBy("lock")
    private @Nullable T takeLocked(@Nullable SendCell<T> sender) {
        T oldest = buffer.poll();
        if (sender == null) {
            return oldest;
        }
        if (oldest == null) {
            return sender.item;
        }
        buffer.add(sender.item);
        return oldest;
    }

    // Handles.

    /// @param like the handle to clone; null for the first
    Sender<T> openSender(@Nullable ChannelHandle like) {
        lock.lock();
        try {
            if (like != null) {
                senders.requireOpen(like);
            }
            ChannelHandle handle = senders.open();
            return watched(new Sender<>(this, handle), handle, "sender");
        } finally {
            lock.unlock();
        }
    }

    /// @param like the handle to clone; null for the first
    Receiver<T> openReceiver(@Nullable ChannelHandle like) {
        lock.lock();
        try {
            if (like != null) {
                receivers.requireOpen(like);
            }
            ChannelHandle handle = receivers.open();
            return watched(new Receiver<>(this, handle), handle, "receiver");
        } finally {
            lock.unlock();
        }
    }

    private <E> E watched(E end, ChannelHandle handle, String label) {
        if (watch != null) {
            watch.over(end, this, handle, label);
        }
        return end;
    }

    boolean isOpen(ChannelHandle handle) {
        lock.lock();
        try {
            return !handle.closed;
        } finally {
            lock.unlock();
        }
    }

    /// With the last sender the stream ends: who waits for an item will get none.
    void closeSender(ChannelHandle handle) {
        List<WaitCell> woken = new ArrayList<>();
        lock.lock();
        try {
            if (senders.close(handle, woken) && senders.isClosed()) {
                receivers.completeAll(woken);
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(WaitCell::wake);
    }

    /// With the last receiver the buffer is dropped, and who waits to send will not get rid of the item.
    void closeReceiver(ChannelHandle handle) {
        List<WaitCell> woken = new ArrayList<>();
        lock.lock();
        try {
            if (receivers.close(handle, woken) && receivers.isClosed()) {
                buffer.clear();
                senders.failAll(() -> new ChannelBroken(name), woken);
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(WaitCell::wake);
    }

    private static void wake(@Nullable WaitCell cell) {
        if (cell != null) {
            cell.wake();
        }
    }

    ChannelStatistics statistics() {
        lock.lock();
        try {
            return new ChannelStatistics(
                    capacity,
                    buffer.size(),
                    peakUsed,
                    senders.openHandles(),
                    receivers.openHandles(),
                    senders.waiting(),
                    receivers.waiting());
        } finally {
            lock.unlock();
        }
    }

    void withdraw(SendCell<T> cell) {
        lock.lock();
        try {
            senders.remove(cell);
        } finally {
            lock.unlock();
        }
    }

    void withdraw(ReceiveCell<T> cell) {
        lock.lock();
        try {
            receivers.remove(cell);
        } finally {
            lock.unlock();
        }
    }
}

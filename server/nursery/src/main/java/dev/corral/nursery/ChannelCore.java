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
/// free slot, and nobody overtakes them. A cell whose wait was cancelled may still stand in a queue until its
/// canceller has the lock: whoever polls it loses the race for it and takes the next. Tasks are woken after
/// the lock is released.
final class ChannelCore<T> {
    private final String name;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final ArrayDeque<T> buffer = new ArrayDeque<>(2);

    @GuardedBy("lock")
    private final WaitQueue<SendCell<T>> senders = new WaitQueue<>();

    @GuardedBy("lock")
    private final WaitQueue<ReceiveCell<T>> receivers = new WaitQueue<>();

    @GuardedBy("lock")
    private int openSenders;

    @GuardedBy("lock")
    private int openReceivers;

    @GuardedBy("lock")
    private int peakUsed;

    ChannelCore(String name, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", expected 0 (a rendezvous) or the number of items to buffer");
        }
        this.name = Objects.requireNonNull(name, "name");
        this.capacity = capacity;
    }

    String name() {
        return name;
    }

    // Sending.

    void send(Sender<T> handle, T item) throws ChannelBroken, InterruptedException {
        Objects.requireNonNull(item, "item");
        Task<?> task = Task.checkpointStart();
        SendCell<T> cell = null;
        ReceiveCell<T> taker;
        lock.lock();
        try {
            if (brokenLocked(handle)) {
                throw new ChannelBroken(name);
            }
            taker = handOverLocked(item);
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
            awaitSend(cell);
        }
    }

    private static void awaitSend(SendCell<?> cell) throws ChannelBroken, InterruptedException {
        try {
            cell.await();
        } catch (WaitCell.Failed e) {
            switch (e.error) {
                case ChannelBroken broken -> throw broken;
                case ChannelClosed closed -> throw closed;
                default -> throw new IllegalStateException(e.error);
            }
        }
    }

    SendResult trySend(Sender<T> handle, T item) {
        Objects.requireNonNull(item, "item");
        ReceiveCell<T> taker;
        lock.lock();
        try {
            if (brokenLocked(handle)) {
                return SendResult.BROKEN;
            }
            taker = handOverLocked(item);
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
    private boolean brokenLocked(Sender<T> handle) {
        if (handle.closed) {
            throw new ChannelClosed(name, "sender");
        }
        return openReceivers == 0;
    }

    /// Gives the item to the receiver that has waited longest, and returns it; null if none waits.
    @GuardedBy("lock")
    private @Nullable ReceiveCell<T> handOverLocked(T item) {
        for (ReceiveCell<T> cell = receivers.poll(); cell != null; cell = receivers.poll()) {
            if (cell.complete(item)) {
                return cell;
            }
        }
        return null;
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

    Received<T> receive(Receiver<T> handle) throws InterruptedException {
        Task<?> task = Task.checkpointStart();
        ReceiveCell<T> cell = null;
        Taken<T> taken;
        lock.lock();
        try {
            taken = takeLocked(handle);
            if (taken == null) {
                if (openSenders == 0) {
                    return new Received.End<>();
                }
                cell = new ReceiveCell<>(task, this, handle);
                receivers.add(cell);
            }
        } finally {
            lock.unlock();
        }
        if (taken == null) {
            return Objects.requireNonNull(cell).awaitItem();
        }
        wake(taken.sender);
        task.checkpointPassed();
        return new Received.Item<>(taken.item);
    }

    TryReceived<T> tryReceive(Receiver<T> handle) {
        Taken<T> taken;
        lock.lock();
        try {
            taken = takeLocked(handle);
            if (taken == null) {
                return openSenders == 0 ? new Received.End<>() : new TryReceived.WouldBlock<>();
            }
        } finally {
            lock.unlock();
        }
        wake(taken.sender);
        return new Received.Item<>(taken.item);
    }

    /// Appends what is there now, up to a number of items; nothing if the handle was closed meanwhile.
    void drainIfOpen(Receiver<T> handle, List<T> into, int atMost) {
        List<SendCell<T>> woken = new ArrayList<>();
        lock.lock();
        try {
            while (into.size() < atMost && !handle.closed) {
                Taken<T> taken = takeLocked(handle);
                if (taken == null) {
                    break;
                }
                into.add(taken.item);
                if (taken.sender != null) {
                    woken.add(taken.sender);
                }
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(WaitCell::wake);
    }

    private record Taken<T>(T item, @Nullable SendCell<T> sender) {}

    /// The oldest item and the sender that its leaving lets go on; null if there is no item.
    @GuardedBy("lock")
    private @Nullable Taken<T> takeLocked(Receiver<T> handle) {
        if (handle.closed) {
            throw new ChannelClosed(name, "receiver");
        }
        T item = buffer.poll();
        SendCell<T> sender = nextSenderLocked();
        if (item == null) {
            return sender == null ? null : new Taken<>(sender.item, sender);
        }
        if (sender != null) {
            buffer.add(sender.item);
        }
        return new Taken<>(item, sender);
    }

    /// Lets the sender go on that has waited longest, and returns it; null if none waits.
    @GuardedBy("lock")
    private @Nullable SendCell<T> nextSenderLocked() {
        for (SendCell<T> cell = senders.poll(); cell != null; cell = senders.poll()) {
            if (cell.complete(null)) {
                return cell;
            }
        }
        return null;
    }

    // Handles.

    void opened(Sender<T> handle) {
        lock.lock();
        try {
            openSenders++;
        } finally {
            lock.unlock();
        }
    }

    void opened(Receiver<T> handle) {
        lock.lock();
        try {
            openReceivers++;
        } finally {
            lock.unlock();
        }
    }

    Sender<T> cloneOf(Sender<T> handle) {
        lock.lock();
        try {
            if (handle.closed) {
                throw new ChannelClosed(name, "sender");
            }
            return new Sender<>(this);
        } finally {
            lock.unlock();
        }
    }

    Receiver<T> cloneOf(Receiver<T> handle) {
        lock.lock();
        try {
            if (handle.closed) {
                throw new ChannelClosed(name, "receiver");
            }
            return new Receiver<>(this);
        } finally {
            lock.unlock();
        }
    }

    void close(Sender<T> handle) {
        List<WaitCell> woken = new ArrayList<>();
        lock.lock();
        try {
            if (handle.closed) {
                return;
            }
            handle.closed = true;
            for (SendCell<T> cell = senders.first(); cell != null; ) {
                SendCell<T> following = cell.next;
                if (cell.handle == handle) {
                    senders.remove(cell);
                    collect(woken, cell, cell.fail(new ChannelClosed(name, "sender")));
                }
                cell = following;
            }
            openSenders--;
            if (openSenders == 0) {
                endLocked(woken);
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(WaitCell::wake);
    }

    /// The last sender is closed: who waits for an item will get none.
    @GuardedBy("lock")
    private void endLocked(List<WaitCell> woken) {
        for (ReceiveCell<T> cell = receivers.poll(); cell != null; cell = receivers.poll()) {
            collect(woken, cell, cell.complete(null));
        }
    }

    void close(Receiver<T> handle) {
        List<WaitCell> woken = new ArrayList<>();
        lock.lock();
        try {
            if (handle.closed) {
                return;
            }
            handle.closed = true;
            for (ReceiveCell<T> cell = receivers.first(); cell != null; ) {
                ReceiveCell<T> following = cell.next;
                if (cell.handle == handle) {
                    receivers.remove(cell);
                    collect(woken, cell, cell.fail(new ChannelClosed(name, "receiver")));
                }
                cell = following;
            }
            openReceivers--;
            if (openReceivers == 0) {
                breakLocked(woken);
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(WaitCell::wake);
    }

    /// The last receiver is closed: the buffer is dropped, and who waits to send will not get rid of the
    /// item.
    @GuardedBy("lock")
    private void breakLocked(List<WaitCell> woken) {
        buffer.clear();
        for (SendCell<T> cell = senders.poll(); cell != null; cell = senders.poll()) {
            collect(woken, cell, cell.fail(new ChannelBroken(name)));
        }
    }

    private static void collect(List<WaitCell> woken, WaitCell cell, boolean won) {
        if (won) {
            woken.add(cell);
        }
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
                    capacity, buffer.size(), peakUsed, openSenders, openReceivers, senders.size(), receivers.size());
        } finally {
            lock.unlock();
        }
    }

    private void forget(SendCell<T> cell) {
        lock.lock();
        try {
            senders.remove(cell);
        } finally {
            lock.unlock();
        }
    }

    private void forget(ReceiveCell<T> cell) {
        lock.lock();
        try {
            receivers.remove(cell);
        } finally {
            lock.unlock();
        }
    }

    /// A sender that waits for room or for a receiver.
    private static final class SendCell<T> extends QueuedCell<SendCell<T>> {
        private final ChannelCore<T> channel;
        private final Sender<T> handle;
        private final T item;

        SendCell(Task<?> task, ChannelCore<T> channel, Sender<T> handle, T item) {
            super(task);
            this.channel = channel;
            this.handle = handle;
            this.item = item;
        }

        @Override
        WaitKind kind() {
            return WaitKind.CHANNEL_SEND;
        }

        @Override
        String subject() {
            return channel.name;
        }

        @Override
        void removed() {
            channel.forget(this);
        }
    }

    /// A receiver that waits for an item; completed with null at the end of the stream.
    private static final class ReceiveCell<T> extends QueuedCell<ReceiveCell<T>> {
        private final ChannelCore<T> channel;
        private final Receiver<T> handle;

        ReceiveCell(Task<?> task, ChannelCore<T> channel, Receiver<T> handle) {
            super(task);
            this.channel = channel;
            this.handle = handle;
        }

        @SuppressWarnings("unchecked") // only items of this channel are handed over
        Received<T> awaitItem() throws InterruptedException {
            try {
                T item = (T) await();
                return item == null ? new Received.End<>() : new Received.Item<>(item);
            } catch (Failed e) {
                if (e.error instanceof ChannelClosed closed) {
                    throw closed;
                }
                throw new IllegalStateException(e.error);
            }
        }

        @Override
        WaitKind kind() {
            return WaitKind.CHANNEL_RECEIVE;
        }

        @Override
        String subject() {
            return channel.name;
        }

        @Override
        void removed() {
            channel.forget(this);
        }
    }
}

package dev.corral.nursery;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One end of a channel: how many handles are open on it, and who waits at it, in order of arrival. Guarded
/// by the channel's lock. A task whose wait this ends is woken by the caller, after the lock is released.
final class ChannelEnd<C extends ChannelCell<?, C>> {
    private final String channel;
    private final String label;
    private final WaitQueue<C> waiters = new WaitQueue<>();
    private int openHandles;

    /// @param label what its handles are called in messages
    ChannelEnd(String channel, String label) {
        this.channel = channel;
        this.label = label;
    }

    ChannelHandle open() {
        openHandles++;
        return new ChannelHandle();
    }

    void requireOpen(ChannelHandle handle) {
        if (handle.closed) {
            throw new ChannelClosed(channel, label);
        }
    }

    /// Closes a handle and fails the waits on it; false, and nothing changes, if it was closed before.
    boolean close(ChannelHandle handle, List<WaitCell> woken) {
        if (handle.closed) {
            return false;
        }
        handle.closed = true;
        openHandles--;
        for (C cell = waiters.first(); cell != null && handle.waiting > 0; ) {
            C following = cell.next;
            if (cell.handle == handle) {
                remove(cell);
                if (cell.fail(new ChannelClosed(channel, label))) {
                    woken.add(cell);
                }
            }
            cell = following;
        }
        return true;
    }

    boolean isClosed() {
        return openHandles == 0;
    }

    int openHandles() {
        return openHandles;
    }

    int waiting() {
        return waiters.size();
    }

    void add(C cell) {
        cell.handle.waiting++;
        waiters.add(cell);
    }

    /// Does nothing if the cell waits no more.
    void remove(C cell) {
        if (cell.queued) {
            cell.handle.waiting--;
            waiters.remove(cell);
        }
    }

    private @Nullable C poll() {
        C cell = waiters.first();
        if (cell != null) {
            remove(cell);
        }
        return cell;
    }

    /// Lets the one go on that has waited longest, and returns it; null if nobody waits.
    @Nullable
    C completeFirst(@Nullable Object value) {
        for (C cell = poll(); cell != null; cell = poll()) {
            if (cell.complete(value)) {
                return cell;
            }
        }
        return null;
    }

    void completeAll(List<WaitCell> woken) {
        for (C cell = completeFirst(null); cell != null; cell = completeFirst(null)) {
            woken.add(cell);
        }
    }

    void failAll(Supplier<? extends Exception> error, List<WaitCell> woken) {
        for (C cell = poll(); cell != null; cell = poll()) {
            if (cell.fail(error.get())) {
                woken.add(cell);
            }
        }
    }
}

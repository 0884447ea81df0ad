package dev.corral.nursery;

import java.util.ArrayList;
import java.util.List;

/// A handle on the receiving end of a [Channel]. Thread-safe; several tasks may share one handle, or each
/// have a clone: they then share the stream, and each item reaches one of them.
public final class Receiver<T> implements AutoCloseable {
    private final ChannelCore<T> channel;
    private final ChannelHandle handle;

    Receiver(ChannelCore<T> channel, ChannelHandle handle) {
        this.channel = channel;
        this.handle = handle;
    }

    /// Takes the oldest item, and waits while there is none. A checkpoint: either an item was taken and this
    /// returns it, or none was and this throws. Waiting receivers are served in order of arrival.
    ///
    /// @return the item, or the end if the last sender is closed and nothing is left
    /// @throws ChannelClosed if this handle is closed, before or while this waits
    public Received<T> receive() throws InterruptedException {
        return channel.receive(handle);
    }

    /// Takes the oldest item if that needs no waiting. Not a checkpoint.
    ///
    /// @throws ChannelClosed if this handle is closed
    public TryReceived<T> tryReceive() {
        return channel.tryReceive(handle);
    }

    /// Waits for one item, and takes with it what else is there. A checkpoint like [#receive].
    ///
    /// @param atMost how many items to take, at least 1
    /// @return the items in order; empty at the end of the stream only
    /// @throws ChannelClosed if this handle is closed, before or while this waits
    public List<T> receiveUpTo(int atMost) throws InterruptedException {
        if (atMost < 1) {
            throw new IllegalArgumentException("atMost is " + atMost + ", expected 1 or more");
        }
        List<T> items = new ArrayList<>();
        if (receive() instanceof Received.Item(var first)) {
            items.add(first);
            channel.drainIfOpen(handle, items, atMost);
        }
        return items;
    }

    /// Receives until the stream ends. Each receive is a checkpoint.
    ///
    /// @throws ChannelClosed if this handle is closed meanwhile
    public <X extends Exception> void forEach(ItemBody<T, X> body) throws X, InterruptedException {
        while (receive() instanceof Received.Item(var item)) {
            body.accept(item);
        }
    }

    /// Another handle on the same end. The end is closed when all its handles are.
    ///
    /// @throws ChannelClosed if this handle is closed
    @Override
    public Receiver<T> clone() {
        return channel.openReceiver(handle);
    }

    /// Closes this handle; receives that wait on it throw [ChannelClosed]. With the last handle the channel
    /// breaks: what is buffered is dropped, and sends throw [ChannelBroken]. Not a checkpoint, works in a
    /// cancelled scope; closing again does nothing.
    @Override
    public void close() {
        channel.closeReceiver(handle);
    }

    public ChannelStatistics statistics() {
        return channel.statistics();
    }

    @Override
    public String toString() {
        return "Receiver[" + channel.name() + ", " + channel.statistics() + "]";
    }

    /// What is done with each item.
    @FunctionalInterface
    public interface ItemBody<T, X extends Exception> {
        void accept(T item) throws X, InterruptedException;
    }
}

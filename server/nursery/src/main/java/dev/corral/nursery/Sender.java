package dev.corral.nursery;

/// A handle on the sending end of a [Channel]. Thread-safe; several tasks may share one handle, or each have
/// a clone.
public final class Sender<T> implements AutoCloseable {
    private final ChannelCore<T> channel;
    private final ChannelHandle handle;

    Sender(ChannelCore<T> channel, ChannelHandle handle) {
        this.channel = channel;
        this.handle = handle;
    }

    /// Sends an item, and waits while the buffer is full; on a rendezvous, until a receiver has taken it. A
    /// checkpoint: either the item was sent and this returns, or it was not, never will be, and this throws.
    /// Waiting senders are served in order of arrival.
    ///
    /// @param item not null
    /// @throws ChannelBroken if the last receiver is closed, before or while this waits
    /// @throws ChannelClosed if this handle is closed, before or while this waits
    public void send(T item) throws ChannelBroken, InterruptedException {
        channel.send(handle, item);
    }

    /// Sends an item if that needs no waiting. Not a checkpoint.
    ///
    /// @param item not null
    /// @throws ChannelClosed if this handle is closed
    public SendResult trySend(T item) {
        return channel.trySend(handle, item);
    }

    /// Another handle on the same end. The end is closed when all its handles are.
    ///
    /// @throws ChannelClosed if this handle is closed
    @Override
    public Sender<T> clone() {
        return channel.openSender(handle);
    }

    /// Closes this handle; sends that wait on it throw [ChannelClosed]. With the last handle the stream ends:
    /// receivers get what is buffered, and then the end. Not a checkpoint, works in a cancelled scope;
    /// closing again does nothing.
    @Override
    public void close() {
        channel.closeSender(handle);
    }

    public ChannelStatistics statistics() {
        return channel.statistics();
    }

    @Override
    public String toString() {
        return "Sender[" + channel.name() + ", " + channel.statistics() + "]";
    }
}

package dev.corral.nursery;

/// A receiver that waits for an item; completed with null at the end of the stream.
final class ReceiveCell<T> extends ChannelCell<T, ReceiveCell<T>> {
    ReceiveCell(Task<?> task, ChannelCore<T> channel, ChannelHandle handle) {
        super(task, channel, handle);
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
    void withdraw() {
        channel.withdraw(this);
    }
}

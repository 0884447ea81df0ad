package dev.corral.nursery;

/// A sender that waits for room or for a receiver.
final class SendCell<T> extends ChannelCell<T, SendCell<T>> {
    final T item;

    SendCell(Task<?> task, ChannelCore<T> channel, ChannelHandle handle, T item) {
        super(task, channel, handle);
        this.item = item;
    }

    void awaitSent() throws ChannelBroken, InterruptedException {
        try {
            await();
        } catch (Failed e) {
            switch (e.error) {
                case ChannelBroken broken -> throw broken;
                case ChannelClosed closed -> throw closed;
                default -> throw new IllegalStateException(e.error);
            }
        }
    }

    @Override
    WaitKind kind() {
        return WaitKind.CHANNEL_SEND;
    }

    @Override
    void withdraw() {
        channel.withdraw(this);
    }
}

package dev.corral.nursery;

/// A wait on one handle of a channel.
abstract class ChannelCell<T, C extends ChannelCell<T, C>> extends QueuedCell<C> {
    final ChannelCore<T> channel;
    final ChannelHandle handle;

    ChannelCell(Task<?> task, ChannelCore<T> channel, ChannelHandle handle) {
        super(task);
        this.channel = channel;
        this.handle = handle;
    }

    @Override
    final String subject() {
        return channel.name();
    }
}

package dev.corral.nursery;

/// What tells one handle of a channel from another, and whether it is open. Guarded by the channel's lock.
final class ChannelHandle {
    boolean closed;
    /// Tasks that wait on it: closing one on which nobody waits is not to look at all who wait at the channel.
    int waiting;
}

package dev.corral.nursery;

/// Thrown by the use of a handle that was itself closed, before the call or during its wait. A mistake of the
/// code that holds the handle, unlike [ChannelBroken] and [Received.End], which tell of the other side.
public final class ChannelClosed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ChannelClosed(String channel, String end) {
        super("this " + end + " of channel " + channel + " is closed");
    }
}

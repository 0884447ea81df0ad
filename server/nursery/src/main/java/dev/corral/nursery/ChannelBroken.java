package dev.corral.nursery;

/// Thrown by a send when the last receiver is closed: nobody will take the item, now or later.
public final class ChannelBroken extends Exception {
    private static final long serialVersionUID = 1L;

    ChannelBroken(String channel) {
        super("channel " + channel + " is broken: its last receiver is closed");
    }
}

package dev.corral.nursery;

/// The two ends of a new channel: a bounded, ordered stream of items between tasks.
///
/// Both ends can be cloned, so that several tasks send or receive; an end is closed when all its clones are.
/// Four answers are kept apart: the stream has *ended* ([Received.End]), the channel is *broken*
/// ([ChannelBroken]), this handle is *closed* ([ChannelClosed]), and a call *would block*
/// ([SendResult#WOULD_BLOCK], [TryReceived.WouldBlock]).
///
/// What happens before a send happens before the return of the receive that took its item.
///
/// @param sender the sending end
/// @param receiver the receiving end
public record Channel<T>(Sender<T> sender, Receiver<T> receiver) {
    /// A channel whose buffer holds up to `capacity` items. With 0 it is a rendezvous: a send returns when a
    /// receiver has taken the item.
    ///
    /// @throws IllegalArgumentException if the capacity is negative
    public static <T> Channel<T> open(int capacity) {
        return open("channel", capacity);
    }

    /// Like [#open(int)], with a name for task trees and metrics.
    public static <T> Channel<T> open(String name, int capacity) {
        HandleWatch watch = CurrentTask.isThere() ? CurrentTask.get().run().handleWatch() : null;
        ChannelCore<T> core = new ChannelCore<>(name, capacity, watch);
        Nursery around = CurrentTask.nearestNursery();
        if (around != null) {
            around.channels().add(core);
        }
        return new Channel<>(core.openSender(null), core.openReceiver(null));
    }

    /// A channel whose buffer grows as it must: a send never waits, and a receiver that does not keep up
    /// costs memory without bound. Named so that nobody gets one by accident.
    public static <T> Channel<T> openUnbounded(String name) {
        return open(name, Integer.MAX_VALUE);
    }
}

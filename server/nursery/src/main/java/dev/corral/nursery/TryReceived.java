package dev.corral.nursery;

/// What [Receiver#tryReceive] gives: an item, the end, or the news that it would have to wait.
public sealed interface TryReceived<T> permits Received, TryReceived.WouldBlock {
    /// Nothing is there now; a sender may still bring something.
    record WouldBlock<T>() implements TryReceived<T> {}
}

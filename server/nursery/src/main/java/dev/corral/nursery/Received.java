package dev.corral.nursery;

/// What [Receiver#receive] gives: an item, or the end of the stream.
///
/// ```
/// while (receiver.receive() instanceof Received.Item(var item)) {
///     handle(item);
/// }
/// ```
public sealed interface Received<T> extends TryReceived<T> {
    /// The next item.
    record Item<T>(T value) implements Received<T> {}

    /// No item is left, and the last sender is closed; every further receive says so again.
    record End<T>() implements Received<T> {}
}

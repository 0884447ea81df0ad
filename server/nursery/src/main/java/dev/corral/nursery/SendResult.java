package dev.corral.nursery;

/// What [Sender#trySend] gives.
public enum SendResult {
    /// A receiver has the item, or the buffer has.
    SENT,
    /// The buffer is full, or there is none and no receiver waits.
    WOULD_BLOCK,
    /// The last receiver is closed: no item can arrive any more.
    BROKEN
}

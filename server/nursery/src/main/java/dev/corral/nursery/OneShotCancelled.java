package dev.corral.nursery;

/// Thrown to those who wait for a [OneShot] that was cancelled. Not a [Cancelled]: the waiting task itself
/// was not.
public final class OneShotCancelled extends Exception {
    private static final long serialVersionUID = 1L;

    OneShotCancelled(String name, String reason) {
        super("one-shot " + name + " was cancelled: " + reason);
    }
}

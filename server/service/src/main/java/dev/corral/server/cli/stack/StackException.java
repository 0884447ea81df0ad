package dev.corral.server.cli.stack;

/// A stack that could not start, or of which a part ended by itself. The message is for the user.
final class StackException extends Exception {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }
}

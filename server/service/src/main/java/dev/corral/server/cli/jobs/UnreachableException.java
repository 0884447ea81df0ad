package dev.corral.server.cli.jobs;

import org.jspecify.annotations.Nullable;

/// The service is not there, or cannot answer now. The message is for the user.
public final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

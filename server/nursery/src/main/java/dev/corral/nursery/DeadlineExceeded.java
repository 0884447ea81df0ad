package dev.corral.nursery;

import java.util.concurrent.TimeoutException;

/// Leaves [CancelScope#failAfter] when its deadline cut the body short.
public final class DeadlineExceeded extends TimeoutException {
    private static final long serialVersionUID = 1L;

    DeadlineExceeded(String message) {
        super(message);
    }
}

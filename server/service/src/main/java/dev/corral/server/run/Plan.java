package dev.corral.server.run;

import org.jspecify.annotations.Nullable;

/// What one item asks for, worked out once, for however many attempts.
public interface Plan {
    /// What the limit `per_host` counts by.
    String hostKey();

    /// What the item has in common with those that are the same work; null for one that is never the same as another.
    default @Nullable String sameness() {
        return null;
    }

    /// Makes one attempt. A checkpoint. Whatever goes wrong with the item is in the result; it throws only when it
    /// was cancelled, and then nothing of it is left behind.
    ItemResult run(ItemContext context) throws InterruptedException;
}

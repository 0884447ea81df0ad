package dev.corral.server.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An item of a job, as taken in.
///
/// @param index from 0, each once within a job
/// @param id the client's, if it gave one
/// @param json the item; opaque here
public record StoredItem(int index, @Nullable String id, String json) {
    public StoredItem {
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + ", expected 0 or more");
        }
        Objects.requireNonNull(json, "json");
    }
}

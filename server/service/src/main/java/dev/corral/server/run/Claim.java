package dev.corral.server.run;

import org.jspecify.annotations.Nullable;

/// An item that was taken from a [ReadyQueue], until [ReadyQueue#done] or [ReadyQueue#again].
///
/// @param item null when there will be no more items
/// @param lane where it stood; null without item
record Claim<T>(@Nullable T item, @Nullable Lane<T> lane) {
    /// Its host; empty without item.
    String host() {
        return lane == null ? "" : lane.host;
    }
}

package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// A folder to list.
public record ListItem(
        int index,
        @Nullable String id,
        Folder folder,
        Walk walk,
        @Nullable Meta meta) implements Item {
    /// A folder under one of the operator's roots; whether it is one that may be read is not known here.
    ///
    /// @param root the name of the root
    /// @param path plain Unicode segments below it; null for the root itself, or when `pathUri` is given
    /// @param pathUri the same percent-encoded, for names that are not UTF-8; never together with `path`
    public record Folder(
            String root, @Nullable String path, @Nullable String pathUri) {
        public Folder {
            if (path != null && pathUri != null) {
                throw new IllegalArgumentException("path and path_uri are both given, expected at most one");
            }
        }
    }
}

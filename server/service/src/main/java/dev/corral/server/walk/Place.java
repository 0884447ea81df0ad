package dev.corral.server.walk;

import org.jspecify.annotations.Nullable;

/// Where an entry is: its name, its path from the root, and what is left of the glob there.
///
/// @param name empty for the root itself
/// @param glob null where all is told
record Place(FileName name, String uri, @Nullable GlobState glob) {
    Place inside(FileName entry) {
        String entryUri = uri.isEmpty() ? entry.uri() : uri + "/" + entry.uri();
        return new Place(entry, entryUri, glob == null ? null : glob.after(entry.display()));
    }

    boolean isWanted(Stat stat) {
        return glob == null || glob.matches(stat.type());
    }

    boolean mayHoldWanted() {
        return glob == null || glob.isAlive();
    }
}

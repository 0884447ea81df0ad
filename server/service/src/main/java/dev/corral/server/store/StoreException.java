package dev.corral.server.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why the store could not be opened, read or written. Of a write that threw this nothing is stored.
///
/// The message is for the operator: it says what, where and the likely fix, and names files.
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Kind {
        /// No room: the disk, a quota, or [StoreOptions#maxFileBytes]. The next write is tried again.
        FULL,
        /// Another process holds the folder, or the file for longer than the busy timeout.
        LOCKED,
        /// Not a store of ours, or a damaged one.
        CORRUPT,
        /// Written by a newer version of this program.
        NEWER_SCHEMA,
        /// The file system said no: permissions, a missing folder, a failing disk.
        IO,
        /// The writer task has ended, or the store is closed.
        CLOSED
    }

    private final Kind kind;
    private final String message;

    StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /// The same for another caller, with a trace of its own.
    StoreException again() {
        return new StoreException(kind, message, this);
    }

    public Kind kind() {
        return kind;
    }
}

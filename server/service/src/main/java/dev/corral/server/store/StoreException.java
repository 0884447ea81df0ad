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
        FULL("full"),
        /// Another process holds the folder, or the file for longer than the busy timeout.
        LOCKED("held by another program"),
        /// Not a store of ours, or a damaged one.
        CORRUPT("damaged"),
        /// Written by a newer version of this program.
        NEWER_SCHEMA("of a newer version"),
        /// The file system said no: permissions, a missing folder, a failing disk.
        IO("failing"),
        /// The writer task has ended, or the store is closed.
        CLOSED("closed");

        private final String state;

        Kind(String state) {
            this.state = state;
        }

        /// What the store is then: for clients, so without the name of a file.
        public String state() {
            return state;
        }
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

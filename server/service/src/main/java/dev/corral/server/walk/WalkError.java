package dev.corral.server.walk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/// Why something could not be listed: a kind of the closed list, and one line for people that holds no path of the
/// server.
public record WalkError(Kind kind, String detail) {
    /// A share of the item error kinds of the API; the names in lower case are the words of the wire.
    public enum Kind {
        PATH_DENIED,
        NOT_FOUND,
        PERMISSION,
        LOOP,
        LIMIT_DEPTH,
        INTERNAL
    }

    static final WalkError PATH_REFUSED = new WalkError(
            Kind.PATH_DENIED,
            "the path must be relative: names joined by single '/', without '.', '..', backslash and control"
                    + " characters, 255 bytes a name, 4096 bytes in all");
    static final WalkError THROUGH_LINK =
            new WalkError(Kind.PATH_DENIED, "the path leads through a link, and links are not followed");
    static final WalkError OTHER_DEVICE =
            new WalkError(Kind.PATH_DENIED, "on another device than the root, not entered");
    static final WalkError NOT_FOLDER = new WalkError(Kind.NOT_FOUND, "not a folder");
    static final WalkError NOT_FILE = new WalkError(Kind.NOT_FOUND, "not a regular file");
    static final WalkError CHANGED = new WalkError(Kind.NOT_FOUND, "the file was changed while it was read");
    static final WalkError GONE = new WalkError(Kind.NOT_FOUND, "not there");
    static final WalkError RESTLESS =
            new WalkError(Kind.NOT_FOUND, "replaced by another folder each time it was about to be entered");
    static final WalkError BECAME_LINK =
            new WalkError(Kind.LOOP, "the folder became a link before it was entered; links are not followed");
    static final WalkError CLOSED_TO_US = new WalkError(Kind.PERMISSION, "the service may not read this");
    static final WalkError TOO_DEEP = new WalkError(Kind.LIMIT_DEPTH, "deeper than max_depth, not entered");

    public WalkError {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /// Only the reason that the system gives is passed on: messages of file system exceptions hold paths.
    static WalkError of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> CLOSED_TO_US;
            case NoSuchFileException _ -> GONE;
            case NotDirectoryException _ -> NOT_FOLDER;
            case FileSystemException e
            when e.getReason() != null -> new WalkError(Kind.INTERNAL, "the file system says: " + e.getReason());
            default -> new WalkError(Kind.INTERNAL, "the file system failed and gave no reason");
        };
    }
}

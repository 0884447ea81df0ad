package dev.corral.server.walk;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a tree is walked and what is told of it.
///
/// @param recursive whether folders are entered; if not, they are listed and that is the end of it
/// @param maxDepth depth 1 is the folder the walk starts from; a folder below the last depth is listed with the error
///     `limit_depth` instead of being entered. At most 128: each depth holds two file descriptors
/// @param glob which entries are told; null for all. Entries with an error are told always
/// @param maxEntries how many entries are told before the walk ends with `limit_entries`
/// @param fields what is told of each entry
public record WalkOptions(
        boolean recursive,
        int maxDepth,
        @Nullable Glob glob,
        int maxEntries,
        Set<EntryField> fields,
        LinkPolicy links) {
    public static final int DEFAULT_MAX_DEPTH = 16;
    public static final int DEFAULT_MAX_ENTRIES = 100_000;
    public static final int HIGHEST_MAX_DEPTH = 128;
    public static final int HIGHEST_MAX_ENTRIES = 10_000_000;

    public static final WalkOptions DEFAULT = new WalkOptions(
            true, DEFAULT_MAX_DEPTH, null, DEFAULT_MAX_ENTRIES, EnumSet.allOf(EntryField.class), LinkPolicy.REPORT);

    /// @throws IllegalArgumentException if a number is out of range; the message begins with the field as requests
    ///     name it
    public WalkOptions {
        checkRange("max_depth", maxDepth, HIGHEST_MAX_DEPTH);
        checkRange("max_entries", maxEntries, HIGHEST_MAX_ENTRIES);
        Set<EntryField> copy = EnumSet.noneOf(EntryField.class);
        copy.addAll(fields);
        fields = Collections.unmodifiableSet(copy);
        Objects.requireNonNull(links, "links");
    }

    public WalkOptions flat() {
        return new WalkOptions(false, maxDepth, glob, maxEntries, fields, links);
    }

    public WalkOptions withMaxDepth(int newMaxDepth) {
        return new WalkOptions(recursive, newMaxDepth, glob, maxEntries, fields, links);
    }

    public WalkOptions withGlob(@Nullable Glob newGlob) {
        return new WalkOptions(recursive, maxDepth, newGlob, maxEntries, fields, links);
    }

    public WalkOptions withMaxEntries(int newMaxEntries) {
        return new WalkOptions(recursive, maxDepth, glob, newMaxEntries, fields, links);
    }

    public WalkOptions withFields(Set<EntryField> newFields) {
        return new WalkOptions(recursive, maxDepth, glob, maxEntries, newFields, links);
    }

    private static void checkRange(String field, int value, int highest) {
        if (value < 1 || value > highest) {
            throw new IllegalArgumentException(field + ": " + value + " must be 1 to " + highest);
        }
    }
}

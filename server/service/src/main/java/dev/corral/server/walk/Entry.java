package dev.corral.server.walk;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing found by a walk.
///
/// @param name for display: the name's bytes read as UTF-8, with U+FFFD for what is not UTF-8; any other character
///     may occur, line ends and escapes too
/// @param pathUri relative to the root, every byte outside `A-Z a-z 0-9 - . _ ~` percent-encoded; exact
/// @param type null where it was not asked for or could not be told
/// @param size in bytes, for files only; null where it was not asked for
/// @param mtime null where it was not asked for, or lies outside the years 0 to 9999 that RFC 3339 can write
/// @param error what kept the walk from telling all, null if nothing did. An entry with an error is still there to
///     see, unless it is `not_found`
public record Entry(
        String name,
        String pathUri,
        @Nullable EntryType type,
        @Nullable Long size,
        @Nullable Instant mtime,
        @Nullable WalkError error) {
    private static final Instant FIRST_WRITABLE = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST_WRITABLE = Instant.parse("9999-12-31T23:59:59.999999999Z");

    public Entry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(pathUri, "pathUri");
    }

    static Entry failed(Place place, WalkError error) {
        return new Entry(place.name().display(), place.uri(), null, null, null, error);
    }

    static Entry found(Place place, Stat stat, Set<EntryField> fields) {
        boolean sized = fields.contains(EntryField.SIZE) && stat.type() == EntryType.FILE;
        return new Entry(
                place.name().display(),
                place.uri(),
                fields.contains(EntryField.TYPE) ? stat.type() : null,
                sized ? stat.sizeBytes() : null,
                fields.contains(EntryField.MTIME) ? writable(stat.modified()) : null,
                null);
    }

    Entry with(@Nullable WalkError newError) {
        return new Entry(name, pathUri, type, size, mtime, newError);
    }

    private static @Nullable Instant writable(FileTime time) {
        Instant instant = time.toInstant();
        return instant.isBefore(FIRST_WRITABLE) || instant.isAfter(LAST_WRITABLE) ? null : instant;
    }
}

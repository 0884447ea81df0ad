package dev.corral.server.walk;

/// What a walk has done so far.
///
/// @param entries how many entries were told, those with an error included
/// @param errors how many of them had an error
/// @param scanned how many names were read from folders, whether told or not
public record WalkCounts(long entries, long errors, long scanned) {
    public static final WalkCounts NONE = new WalkCounts(0, 0, 0);

    WalkCounts plusScanned() {
        return new WalkCounts(entries, errors, scanned + 1);
    }

    WalkCounts plus(Entry entry) {
        return new WalkCounts(entries + 1, entry.error() == null ? errors : errors + 1, scanned);
    }
}

package dev.corral.server.jobs;

import dev.corral.server.store.StoredEntry;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.walk.Entry;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What an earlier run of a job has told of folders that are listed anew: no entry is told twice.
///
/// @param items indexes of those that were listed in part
record Listed(StoreCalls store, long job, BitSet items) {
    /// The entries that were not told before. A checkpoint.
    List<Entry> newOf(JobRecord.Entries found) throws InterruptedException {
        int index = Math.toIntExact(found.index());
        if (!items.get(index)) {
            return found.entries();
        }
        List<StoredEntry> asked = found.entries().stream().map(Listed::stored).toList();
        Set<StoredEntry> told = store.read(open -> open.told(job, index, asked));
        return found.entries().stream()
                .filter(entry -> !told.contains(stored(entry)))
                .toList();
    }

    private static StoredEntry stored(Entry entry) {
        return new StoredEntry(
                entry.pathUri(),
                entry.error() == null ? null : entry.error().kind().name().toLowerCase(Locale.ROOT));
    }
}

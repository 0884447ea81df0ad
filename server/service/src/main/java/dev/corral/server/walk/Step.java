package dev.corral.server.walk;

import java.util.List;

/// What one call of [Walk#next] brought.
public sealed interface Step {
    /// In the order of the walk: a folder before what it holds. May be empty, also when the walk goes on.
    List<Entry> entries();

    /// The walk goes on.
    record More(List<Entry> entries) implements Step {
        public More {
            entries = List.copyOf(entries);
        }
    }

    /// The walk is over, and every handle is closed. Asked again, the walk says this again without entries.
    record End(List<Entry> entries, Ending ending, WalkCounts counts) implements Step {
        public End {
            entries = List.copyOf(entries);
        }
    }

    /// How a walk ended.
    enum Ending {
        /// All was told, but for what entries with an error say.
        COMPLETE,
        /// There was at least one more entry to tell than `max_entries`.
        LIMIT_ENTRIES
    }
}

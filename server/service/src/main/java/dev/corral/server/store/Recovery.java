package dev.corral.server.store;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a job had come when the process ended.
///
/// @param lastSeq of its last record; 0 without any
/// @param counts items with a final record, by outcome
/// @param done indexes of those items; folded `not_started` records are unfolded
/// @param begun indexes marked by [JobStore#begun] that have no final record, ascending
/// @param lastFailed id or `#index` of the item whose record of a failure is the last; null for none
/// @param listed indexes of items with records of entries, and no final one
public record Recovery(
        long lastSeq,
        StoredCounts counts,
        BitSet done,
        List<Integer> begun,
        BitSet listed,
        @Nullable String lastFailed) {
    public Recovery {
        begun = List.copyOf(begun);
    }
}

package dev.corral.server.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One record of a job's stream. The line is neither copied nor looked into: leave it alone once it is here.
///
/// @param seq from 1, without gaps within a job
/// @param type the record's `t`
/// @param index of the item it tells of, or [#NO_INDEX]
/// @param outcome of that item, if this is its final record
/// @param line the record as JSON in UTF-8, with or without a line end: what goes in comes out
@SuppressWarnings("ArrayRecordComponent") // a copy of each line would cost as much as storing it
public record StoredRecord(
        long seq, String type, int index, @Nullable String outcome, byte[] line) {
    /// It tells of no single item.
    public static final int NO_INDEX = -1;

    public StoredRecord {
        if (seq < 1 || index < NO_INDEX) {
            throw new IllegalArgumentException(
                    "seq is " + seq + " and index " + index + ", expected 1 or more, and -1 or more");
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(line, "line");
    }
}

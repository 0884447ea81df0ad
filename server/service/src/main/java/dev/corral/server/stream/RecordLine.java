package dev.corral.server.stream;

import org.jspecify.annotations.Nullable;

/// One record as it is stored.
///
/// @param type the record's `t`
/// @param index of the item that it is about; -1 for none
/// @param outcome of that item, where this record tells it
/// @param json one line, without a line feed
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RecordLine(
        long seq, String type, long index, @Nullable Outcome outcome, byte[] json) {}

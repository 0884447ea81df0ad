package dev.corral.server.store;

import org.jspecify.annotations.Nullable;

/// What tells a record of a folder's entry from the others of its item.
///
/// @param error word of the error that the record tells of; null for none
public record StoredEntry(String pathUri, @Nullable String error) {}

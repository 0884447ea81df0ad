package dev.corral.server.job;

import dev.corral.server.problem.FieldError;
import org.jspecify.annotations.Nullable;

/// An item that cannot run, in a job that goes on without it (`on_invalid: fail_item`).
///
/// @param id null also when the id could not be read or is another item's
/// @param error the first thing wrong with it
public record InvalidItem(int index, @Nullable String id, FieldError error) implements Item {}

package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// A task that has said that it is ready.
///
/// @param value what it handed over
/// @param task the task, which goes on in the nursery
public record Started<R extends @Nullable Object, T>(R value, Task<T> task) {}

/// Fetching URLs: name look-up, guard, and the request itself on an event loop. Start from [FetchKind].
///
/// A request runs whole on its loop ([Attempt]); the task that asked waits for it on its own virtual thread
/// and is woken once. Everything in [Attempt] happens on the loop's thread.
@NullMarked
package dev.corral.server.fetch;

import org.jspecify.annotations.NullMarked;

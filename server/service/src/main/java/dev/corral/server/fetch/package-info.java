/// Fetching URLs: name look-up, guard, and the requests themselves on an event loop. Start from [FetchKind].
///
/// One attempt at an item is a [Fetch]: a request, and those that redirects lead to, each through look-up and
/// guard. A request runs whole on its loop ([Attempt]); the task that asked waits for it on its own virtual
/// thread and is woken once. Everything in [Attempt], [BodyIntake] and [Unpacker] happens on the loop's
/// thread. Whether an item is tried again is not decided here: [FetchResults] says what a failure was.
@NullMarked
package dev.corral.server.fetch;

import org.jspecify.annotations.NullMarked;

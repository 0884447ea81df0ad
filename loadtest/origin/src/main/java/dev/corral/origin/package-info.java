/// The programmable origin that load tests fetch from, and the oracle of what it saw.
///
/// Start from [Origin] (in this process) or [OriginCommand] (a process of its own). A request goes through the
/// [Dispatcher], is written down in [Seen], and is answered by one [Behaviour] of the [Catalogue] by way of an
/// [Exchange]. Reading order: [Origin], [Dispatcher], [Seen], [Exchange], [Behaviour], then any behaviour.
///
/// Threads: everything about one request runs on the event loop of its connection and never blocks it. What loops
/// share ([Seen], [Draws], [BoundedTable]) is thread-safe.
@NullMarked
package dev.corral.origin;

import org.jspecify.annotations.NullMarked;

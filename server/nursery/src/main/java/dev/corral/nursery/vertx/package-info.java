/// Where tasks meet Vert.x: waiting for its futures, and running a whole operation on an event loop.
///
/// The one place that knows both worlds. Needs `vertx-core` on the class path. Tasks never run on Vert.x
/// virtual-thread contexts and never call `Future.await()`: an interrupted or timed-out await there breaks
/// the context. Start from [VertxFutures].
@NullMarked
package dev.corral.nursery.vertx;

import org.jspecify.annotations.NullMarked;

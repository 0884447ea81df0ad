/// Where tasks meet Vert.x: waiting for its futures, running a whole operation on an event loop, and tasks
/// whose threads are carried by event loops.
///
/// The one place that knows both worlds. Needs `vertx-core` on the class path. Tasks never run on Vert.x
/// virtual-thread contexts and never call `Future.await()`: an interrupted or timed-out await there breaks
/// the context. Start from [VertxFutures], which serves tasks of every backend, then [LoopBackend].
///
/// Reading order of the backend: [LoopBackend], [LoopOpening], `LoopProof` (the trial), `CarriedThreads`,
/// `LoopThread` (one task), `Loop` (whose turn it is), `OpenRuns`, `StallWatch`. A field of `Loop` and
/// `StallWatch` that is not thread-safe by its type belongs to the loop's thread or to the task that it
/// carries, which are never at work at the same time.
@NullMarked
package dev.corral.nursery.vertx;

import org.jspecify.annotations.NullMarked;

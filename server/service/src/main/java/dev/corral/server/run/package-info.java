/// A job on its way: input, ready queue by host, workers, results. Start from [JobRun]; a [Kind] says how one
/// attempt at an item runs.
///
/// Bounded at every stage, so that a reader who stops reading stops the work and not the heap: the ready
/// queue, the window of ordered results and the channel of results have capacities, and every stage waits for
/// the next. All of a job's tasks live in its nurseries.
///
/// Locks: that of [ReadyQueue] comes before that of the clock, where it sets its timer, and that of `Results`
/// before those of the sink; no other lock is taken under another, and suspensions are resumed without any.
@NullMarked
package dev.corral.server.run;

import org.jspecify.annotations.NullMarked;

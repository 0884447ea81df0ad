/// Programs that fetch one URL many times, for `compare-fetch` to hold the service against.
///
/// Each is a process of its own: [VertxFetcher] the bare client of Vert.x, [JdkFetcher] virtual threads on the
/// JDK's. Both take an [Order] from the command line and are told by [Passes] when to run and how many items;
/// what a pass came to is a [Tally]. A pass is driven from the main thread, one at a time.
@NullMarked
package dev.corral.bench.fetch;

import org.jspecify.annotations.NullMarked;

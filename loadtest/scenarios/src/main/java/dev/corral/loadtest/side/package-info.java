/// The side driver: HTTP over plain JDK sockets, for what Gatling cannot do: times of single results, slow
/// and stalled readers, resets, half-closes, dripping requests, hang-ups in mid-body. Start from [JobCall].
///
/// Everything blocks, and is meant for virtual threads ([Crew]). Nothing here is shared but [Crew],
/// [Management] and [OriginWatch], which are thread-safe.
@NullMarked
package dev.corral.loadtest.side;

import org.jspecify.annotations.NullMarked;

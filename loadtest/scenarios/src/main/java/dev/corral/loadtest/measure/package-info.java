/// What a simulation measures by itself, beside Gatling: [Findings] (what must hold, and whether it did), [Samples]
/// (times), [Claims] (requests that the origin must have seen) and [ServerCounters] (the server's own account).
/// All of them are thread-safe. They leave the generator's process by way of [Measured].
@NullMarked
package dev.corral.loadtest.measure;

import org.jspecify.annotations.NullMarked;

/// Watches a run while it goes on: once a second the server, the origin and the generator itself ([Sampler]),
/// how late the generator's threads are ([Pulse]), and the generator's own `/metrics` ([Exporter]).
@NullMarked
package dev.corral.loadtest.live;

import org.jspecify.annotations.NullMarked;

/// The demo: a run of the whole thing, watched from outside.
///
/// [Demo] puts origin, service and client together in one nursery; [JobClient] speaks to the service,
/// [JobStream] checks what comes back, [Tally] adds it up; [Findings] are what was seen, [Summary] tells it.
/// It uses nothing of the service but its HTTP API and the start and stop of
/// [dev.corral.server.CorralServer].
@NullMarked
package dev.corral.server.cli.demo;

import org.jspecify.annotations.NullMarked;

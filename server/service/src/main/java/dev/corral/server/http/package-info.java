/// The HTTP API and the management port. Start from [ApiServer].
///
/// Handlers run on event loops and never wait: whatever waits runs as a task of the service's nursery.
/// [ResponseStream] is the bridge from a job's tasks to the socket.
@NullMarked
package dev.corral.server.http;

import org.jspecify.annotations.NullMarked;

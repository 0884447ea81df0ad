/// The whole picture on one machine: `corral stack` ([StackCommand]) runs the service, an origin and, where it is
/// installed, Prometheus as processes of their own ([Leash]), with a load on the service ([Load]); `corral busy`
/// ([BusyCommand]) is that load alone, for a service that runs elsewhere.
@NullMarked
package dev.corral.server.cli.stack;

import org.jspecify.annotations.NullMarked;

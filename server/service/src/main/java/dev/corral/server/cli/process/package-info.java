/// This process among others: signals that it gets ([StopSignals]), programs of ours that it runs as children
/// ([Program], [ChildRun]), the terminal it writes to ([Terminal]).
@NullMarked
package dev.corral.server.cli.process;

import org.jspecify.annotations.NullMarked;

/// How far a run is, shown to whoever waits for it: start from [ProgressDisplay]. [Figures] are numbers for
/// people.
@NullMarked
package dev.corral.server.cli.progress;

import org.jspecify.annotations.NullMarked;

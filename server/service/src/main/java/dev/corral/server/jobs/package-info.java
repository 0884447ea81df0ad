/// Which jobs there are: those that run here, those that are stored, and what can be asked of them. Start from
/// [dev.corral.server.jobs.Jobs].
///
/// An attached job is a [dev.corral.server.jobs.LiveJob] as long as its exchange; a detached one is taken in by
/// [dev.corral.server.jobs.DetachedJobs], stored, and live while it runs. Thread-safe; what waits are checkpoints.
@NullMarked
package dev.corral.server.jobs;

import org.jspecify.annotations.NullMarked;

/// Jobs that run in this process, without a service: the same engine, the same records.
///
/// Start from [LocalJob], which runs a [LocalPlan]. Items come from [LocalInput] (a file, standard input, the
/// command line), records go to [LocalOutput]; [Account] adds up what passes, [Underway] knows who is waited for.
/// [FetchWork] brings what fetching needs.
@NullMarked
package dev.corral.server.cli.local;

import org.jspecify.annotations.NullMarked;

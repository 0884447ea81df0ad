/// Options of the job document as options of a command. [JobOption] is the table; [JobOptionText] reads and shows
/// their values; [JobOptionSet] is what of it a command takes, and makes the document. Bounds and defaults are
/// those of [dev.corral.server.job.Limit], so that help cannot drift from what is taken.
@NullMarked
package dev.corral.server.cli.options;

import org.jspecify.annotations.NullMarked;

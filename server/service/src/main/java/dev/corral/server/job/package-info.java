/// The job document: bytes in; an immutable [dev.corral.server.job.JobDocument] with its items, or all that is
/// wrong with it, out.
///
/// Start from [dev.corral.server.job.JobReader]. Reading order: `JobOptions` (the table of every option with its
/// bounds and default) over `Option` and `Domain`; the records of the document; the items and how they are read.
///
/// Pure code: no I/O, no clock, no state between calls. Only the JSON shape, types and ranges are looked at here:
/// addresses, headers and paths are judged by the [dev.corral.server.job.ItemCheck] that the caller hands in.
/// Records are immutable; an [dev.corral.server.job.ItemSource] belongs to one thread at a time.
@NullMarked
package dev.corral.server.job;

import org.jspecify.annotations.NullMarked;

/// How the log is written: lines of text or of JSON, with the job and the trace that each belongs to. Start from
/// [LineEncoder]; tasks say whose they are by [LogTags].
@NullMarked
package dev.corral.server.logging;

import org.jspecify.annotations.NullMarked;

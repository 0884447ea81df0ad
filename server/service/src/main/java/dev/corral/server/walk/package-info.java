/// Walking a folder tree that someone else may be changing, step by step, in memory bounded by its depth.
///
/// Start from [Walk]: it is opened on a [Root] (what the operator allows), a [RelativePath] (what the client asks for)
/// and [WalkOptions], and then gives [Step] after [Step] of [Entry].
///
/// Blocking JDK code without threads, locks or clocks of its own: a worker thread drives a walk, one thread at a time.
/// Names are bytes here ([FileName]), whatever the locale of the process.
///
/// Reading order: [Root], [RelativePath], [FileName]; [Folder] (the handles); [Walk]; [Glob] and [GlobState].
@NullMarked
package dev.corral.server.walk;

import org.jspecify.annotations.NullMarked;

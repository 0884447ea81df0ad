/// Structured concurrency in direct style: nurseries, cancel scopes, channels, events, limiters and
/// offloading, with the semantics of Trio and AnyIO.
///
/// Start from [Backend#run], then [Nursery]. A task is a virtual thread; it blocks at checkpoints and nowhere
/// else, and every checkpoint declares [InterruptedException]. All types are safe for use by any number of
/// threads unless their documentation says otherwise; checkpoints may be called by tasks only.
///
/// Reading order: [CancelCause], `CancelNode` (the tree), `WaitCell` (how a task blocks and wakes), [Task],
/// `TaskLife` (how code finds its task), `Completion` (how it ended), `TaskHome` (what it belongs to),
/// [Nursery], `Starter`, [CancelScope], `ChannelCore` and `ChannelEnd`, `WaitLine` and [Lock], [Limiter],
/// [Offload], [TaskTree]. Lock order: a channel's, limiter's, line's or event's lock is never held while a
/// cancel node is locked, nor the reverse; of cancel nodes a parent is locked before its child.
@NullMarked
package dev.corral.nursery;

import org.jspecify.annotations.NullMarked;

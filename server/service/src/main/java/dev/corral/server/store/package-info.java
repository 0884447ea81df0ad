/// What must outlive the process: jobs that were acknowledged, their items, their results and idempotency
/// keys.
///
/// Start from [JobStore]. One file, `corral.db`, an SQLite database in WAL mode that the `sqlite3` tool reads
/// at any time; one process at a time holds it. All writes go through one writer task, [JobStore#run], which
/// commits what waits as one group; reads have connections of their own. Nothing here knows what an item or a
/// result means.
///
/// Reading order: [JobStore]; `Schema` (what is in the file); `StoreWriter` (groups); `Session` (one
/// connection).
///
/// **The seam.** On several machines a job's chunks would travel over an engine that spreads work, and each
/// server would need a second implementation of what [JobStore] offers here. It has to give the same
/// promises: a call that returned is durable; `append` is atomic, in order of `seq` and without gaps within a
/// job; `accept` is the one moment from which a job exists; a claim of a key has one winner; what is read was
/// committed, and a reader that resumes after a `seq` meets no hole; `recover` tells exactly what has a final
/// record and what was begun without one. It also needs what one lock file gives here: that a job has one
/// writer at a time, by a lease with a number that grows, checked in each `append`. As long as this is the
/// only implementation there is no interface for it.
@NullMarked
package dev.corral.server.store;

import org.jspecify.annotations.NullMarked;

package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// Where a task comes from, and what it has from there.
///
/// @param home what it belongs to
/// @param above what its node hangs under; null for a root
/// @param locals the task-local values that it inherits
/// @param name null for one that is made of the nursery's
record TaskOrigin(
        Run run,
        TaskHome home,
        @Nullable CancelNode above,
        Locals locals,
        @Nullable String name) {
    static TaskOrigin root(Run run) {
        return new TaskOrigin(run, new TaskHome.Root(), null, Locals.EMPTY, "root");
    }

    /// A task that belongs to its nursery from the start.
    static TaskOrigin child(Members home, Locals locals, @Nullable String name) {
        Nursery nursery = home.nursery();
        return new TaskOrigin(nursery.run(), home, nursery.node(), locals, name);
    }

    /// What such a task inherits: from the task that starts it, or from the nursery's host where none does.
    static Locals localsHere(Members home) {
        Locals inherited = CurrentTask.locals();
        return inherited == null ? home.nursery().host().locals() : inherited;
    }

    /// A task that the current one waits for, and whose node is the starter's until it is ready.
    static TaskOrigin pending(Arrival home, @Nullable String name) {
        Task<?> starter = Task.current();
        return new TaskOrigin(home.nursery().run(), home, starter.currentNode(), starter.locals(), name);
    }

    TaskOrigin at(TaskHome other) {
        return new TaskOrigin(run, other, above, locals, name);
    }

    /// Code that a worker thread brings back under the scope of the task that waits for it.
    static TaskOrigin reentered(OffloadCall<?> call) {
        return new TaskOrigin(call.task.run(), call, call.node, call.locals(), call.subject() + " re-entry");
    }
}

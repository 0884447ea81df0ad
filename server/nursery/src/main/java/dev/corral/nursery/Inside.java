package dev.corral.nursery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What a task has open at one moment, each outermost first.
///
/// @param scopes that hold no nursery
/// @param nurseries that it has opened
/// @param tasks that run under it and belong to no nursery: not ready yet, or brought back from a worker
record Inside(List<CancelScope> scopes, List<Nursery> nurseries, List<Task<?>> tasks) {
    static Inside of(Task<?> task) {
        Inside found = new Inside(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ArrayDeque<CancelNode> pending = new ArrayDeque<>();
        pending.add(task.node());
        for (CancelNode node = pending.poll(); node != null; node = pending.poll()) {
            for (CancelNode child : node.children()) {
                if (found.add(child)) {
                    pending.add(child);
                }
            }
        }
        found.dropScopesAroundNurseries();
        return found;
    }

    /// Returns whether what is below belongs to the same task.
    private boolean add(CancelNode node) {
        switch (node.subject()) {
            case Nursery nursery -> nurseries.add(nursery);
            case CancelScope scope -> scopes.add(scope);
            case Task<?> task -> {
                if (!task.home().isMember()) {
                    tasks.add(task);
                }
                return false;
            }
            default -> throw new IllegalStateException("neither nursery, scope nor task: " + node.subject());
        }
        return true;
    }

    private void dropScopesAroundNurseries() {
        Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Nursery nursery : nurseries) {
            around.addAll(around(nursery));
        }
        scopes.removeIf(around::contains);
    }

    /// The scopes of its host around a nursery, outermost first.
    static List<CancelScope> around(Nursery nursery) {
        List<CancelScope> scopes = new ArrayList<>();
        for (CancelNode above = nursery.node().parent();
                above != null && above.subject() instanceof CancelScope scope;
                above = above.parent()) {
            scopes.add(scope);
        }
        return scopes.reversed();
    }

    /// The tasks that belong to a nursery and have not ended, oldest first.
    static List<Task<?>> members(Nursery nursery) {
        List<Task<?>> tasks = new ArrayList<>();
        for (CancelNode child : nursery.node().children()) {
            if (child.subject() instanceof Task<?> task && task.home().isMember()) {
                tasks.add(task);
            }
        }
        return tasks;
    }
}

package dev.corral.nursery;

import dev.corral.nursery.TaskTree.ChannelView;
import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.ScopeView;
import dev.corral.nursery.TaskTree.TaskView;
import dev.corral.nursery.TaskTree.WaitView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the cancel tree, which knows every task, and tells what it finds.
final class TreeWalk {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private TreeWalk() {}

    static NurseryView run(Run run) {
        Task<?> root = run.root();
        return new NurseryView(
                "run on " + run.backend().name(),
                root.state().isEnded() ? "ended" : "open",
                run.ageNanos() / NANOS_PER_MILLI,
                null,
                List.of(),
                List.of(task(root)),
                List.of());
    }

    static NurseryView nursery(Nursery nursery) {
        List<TaskView> tasks = new ArrayList<>();
        for (CancelNode child : nursery.node().children()) {
            if (child.subject() instanceof Task<?> task) {
                tasks.add(task(task));
            }
        }
        return new NurseryView(
                nursery.name(),
                nursery.stateWord(),
                nursery.ageNanos() / NANOS_PER_MILLI,
                instant(nursery.run(), nursery.node().earliestDeadlineNanos()),
                around(nursery.node()),
                tasks,
                channels(nursery));
    }

    private static List<ChannelView> channels(Nursery nursery) {
        List<ChannelView> used = new ArrayList<>();
        for (ChannelCore<?> channel : nursery.channels()) {
            ChannelStatistics statistics = channel.statistics();
            if (statistics.openSenders() + statistics.openReceivers() > 0) {
                used.add(new ChannelView(channel.name(), statistics));
            }
        }
        return used;
    }

    /// The scopes between a nursery and its host, outermost first.
    private static List<ScopeView> around(CancelNode node) {
        List<ScopeView> scopes = new ArrayList<>();
        for (CancelNode above = node.parent();
                above != null && above.subject() instanceof CancelScope scope;
                above = above.parent()) {
            scopes.add(scope(scope));
        }
        return scopes.reversed();
    }

    private static ScopeView scope(CancelScope scope) {
        return new ScopeView(
                scope.node().isShielded(), instant(scope.run(), scope.deadlineNanos()), scope.cancelCause());
    }

    private static TaskView task(Task<?> task) {
        List<ScopeView> scopes = new ArrayList<>();
        List<NurseryView> nurseries = new ArrayList<>();
        inside(task.node(), scopes, nurseries);
        WaitCell cell = task.waiting();
        String state = task.state().isEnded() ? "ended" : cell == null ? "running" : "waiting";
        return new TaskView(task.id(), task.name(), state, waiting(task, cell), task.cancelCause(), scopes, nurseries);
    }

    /// A task's scopes down to its nurseries; scopes around a nursery are told with it.
    private static void inside(CancelNode node, List<ScopeView> scopes, List<NurseryView> nurseries) {
        for (CancelNode child : node.children()) {
            if (child.subject() instanceof Nursery nursery) {
                nurseries.add(nursery(nursery));
            } else if (child.subject() instanceof CancelScope scope) {
                int before = nurseries.size();
                List<ScopeView> deeper = new ArrayList<>();
                inside(child, deeper, nurseries);
                if (nurseries.size() == before) {
                    scopes.add(scope(scope));
                    scopes.addAll(deeper);
                }
            }
        }
    }

    private static @Nullable WaitView waiting(Task<?> task, @Nullable WaitCell cell) {
        if (cell == null) {
            return null;
        }
        long since = task.run().clock().nanoTime() - cell.sinceNanos();
        return new WaitView(cell.kind(), cell.subject(), Math.max(0, since) / NANOS_PER_MILLI);
    }

    private static @Nullable Instant instant(Run run, @Nullable Long deadlineNanos) {
        if (deadlineNanos == null) {
            return null;
        }
        return Instant.now().plusNanos(deadlineNanos - run.clock().nanoTime());
    }
}

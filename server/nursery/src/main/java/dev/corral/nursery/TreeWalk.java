package dev.corral.nursery;

import dev.corral.nursery.TaskTree.ChannelView;
import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.ScopeView;
import dev.corral.nursery.TaskTree.TaskView;
import dev.corral.nursery.TaskTree.WaitView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the cancel tree, which knows every task, and tells what it finds. Iterative: nurseries may be nested
/// deeper than a stack. A view is made before the lists in it are filled.
final class TreeWalk {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Instant now;
    private final ArrayDeque<Runnable> ahead = new ArrayDeque<>();

    private TreeWalk(Instant now) {
        this.now = now;
    }

    static TaskTree runs(Collection<Run> runs) {
        TreeWalk walk = new TreeWalk(Instant.now());
        return walk.tree(runs.stream().map(walk::run).toList());
    }

    static TaskTree of(Nursery nursery) {
        TreeWalk walk = new TreeWalk(Instant.now());
        return walk.tree(List.of(walk.nursery(nursery)));
    }

    private TaskTree tree(List<NurseryView> nurseries) {
        for (Runnable step = ahead.poll(); step != null; step = ahead.poll()) {
            step.run();
        }
        return new TaskTree(now, nurseries);
    }

    private NurseryView run(Run run) {
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

    private NurseryView nursery(Nursery nursery) {
        List<TaskView> tasks = new ArrayList<>();
        ahead.add(() -> Inside.members(nursery).forEach(task -> tasks.add(task(task))));
        return new NurseryView(
                nursery.name(),
                nursery.stateWord(),
                nursery.ageNanos() / NANOS_PER_MILLI,
                instant(nursery.run(), nursery.node().earliestDeadlineNanos()),
                Inside.around(nursery).stream().map(this::scope).toList(),
                Collections.unmodifiableList(tasks),
                channels(nursery));
    }

    private static List<ChannelView> channels(Nursery nursery) {
        List<ChannelView> used = new ArrayList<>();
        for (ChannelCore<?> channel : nursery.channels().list()) {
            ChannelStatistics statistics = channel.statistics();
            if (statistics.openSenders() + statistics.openReceivers() > 0) {
                used.add(new ChannelView(channel.name(), statistics));
            }
        }
        return Collections.unmodifiableList(used);
    }

    private ScopeView scope(CancelScope scope) {
        return new ScopeView(
                scope.node().isShielded(), instant(scope.run(), scope.deadlineNanos()), scope.cancelCause());
    }

    private TaskView task(Task<?> task) {
        List<ScopeView> scopes = new ArrayList<>();
        List<NurseryView> nurseries = new ArrayList<>();
        List<TaskView> tasks = new ArrayList<>();
        ahead.add(() -> {
            Inside inside = Inside.of(task);
            inside.scopes().forEach(scope -> scopes.add(scope(scope)));
            inside.nurseries().forEach(nursery -> nurseries.add(nursery(nursery)));
            inside.tasks().forEach(below -> tasks.add(task(below)));
        });
        WaitCell cell = task.waiting();
        return new TaskView(
                task.id(),
                task.name(),
                state(task, cell),
                waiting(task, cell),
                task.cancelCause(),
                Collections.unmodifiableList(scopes),
                Collections.unmodifiableList(nurseries),
                Collections.unmodifiableList(tasks));
    }

    private static String state(Task<?> task, @Nullable WaitCell cell) {
        if (task.state().isEnded()) {
            return "ended";
        }
        if (cell == null) {
            return "running";
        }
        return cell.isDecided() ? "ready" : "waiting";
    }

    private static @Nullable WaitView waiting(Task<?> task, @Nullable WaitCell cell) {
        if (cell == null) {
            return null;
        }
        long since = task.run().clock().nanoTime() - cell.sinceNanos();
        return new WaitView(cell.kind(), cell.subject(), Math.max(0, since) / NANOS_PER_MILLI);
    }

    private @Nullable Instant instant(Run run, @Nullable Long deadlineNanos) {
        if (deadlineNanos == null) {
            return null;
        }
        return now.plusNanos(deadlineNanos - run.clock().nanoTime());
    }
}

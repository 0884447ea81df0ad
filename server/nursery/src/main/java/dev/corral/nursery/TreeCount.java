package dev.corral.nursery;

import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.RunningTask;
import dev.corral.nursery.TaskTree.ScopeView;
import dev.corral.nursery.TaskTree.TaskView;
import dev.corral.nursery.TaskTree.Totals;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through a tree once, outermost first, and sums it up.
final class TreeCount {
    private final List<RunningTask> tasks = new ArrayList<>();
    private final ArrayDeque<Runnable> ahead = new ArrayDeque<>();
    private int waiting;
    private @Nullable Instant nextDeadline;

    TreeCount(TaskTree tree) {
        tree.nurseries().forEach(nursery -> nursery(null, nursery));
        for (Runnable step = ahead.poll(); step != null; step = ahead.poll()) {
            step.run();
        }
    }

    List<RunningTask> tasks() {
        return List.copyOf(tasks);
    }

    Totals totals() {
        return new Totals(tasks.size(), waiting, nextDeadline);
    }

    private void nursery(@Nullable Long host, NurseryView view) {
        deadline(view.deadline());
        scopes(view.scopes());
        view.tasks().forEach(task -> ahead.add(() -> task(host, task)));
    }

    private void task(@Nullable Long parent, TaskView view) {
        tasks.add(new RunningTask(view.id(), parent, view.name()));
        if (view.state().equals("waiting")) {
            waiting++;
        }
        scopes(view.scopes());
        view.tasks().forEach(below -> ahead.add(() -> task(view.id(), below)));
        view.nurseries().forEach(below -> ahead.add(() -> nursery(view.id(), below)));
    }

    private void scopes(List<ScopeView> scopes) {
        scopes.forEach(scope -> deadline(scope.deadline()));
    }

    private void deadline(@Nullable Instant deadline) {
        if (deadline != null && (nextDeadline == null || deadline.isBefore(nextDeadline))) {
            nextDeadline = deadline;
        }
    }
}

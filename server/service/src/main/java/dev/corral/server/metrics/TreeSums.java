package dev.corral.server.metrics;

import dev.corral.nursery.TaskTree;
import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.TaskView;
import dev.corral.nursery.WaitKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the nurseries of jobs come to, at one moment.
final class TreeSums {
    private final Map<WaitKind, Long> waiting = new EnumMap<>(WaitKind.class);
    private int nurseries;
    private int depth;

    private TreeSums() {}

    /// Counts what is below nurseries of that name.
    static TreeSums of(TaskTree tree, String root) {
        TreeSums sums = new TreeSums();
        sums.search(tree.nurseries(), root);
        return sums;
    }

    private void search(List<NurseryView> open, String root) {
        for (NurseryView nursery : open) {
            if (nursery.name().equals(root)) {
                nursery.tasks().forEach(task -> count(task, 0));
            } else {
                nursery.tasks().forEach(task -> search(task.nurseries(), root));
            }
        }
    }

    private void count(TaskView task, int above) {
        if (task.waitingOn() != null) {
            waiting.merge(task.waitingOn().what(), 1L, Long::sum);
        }
        task.tasks().forEach(below -> count(below, above));
        int inside = above;
        // A task's nurseries are inside each other, outermost first.
        for (NurseryView nursery : task.nurseries()) {
            nurseries++;
            int here = ++inside;
            depth = Math.max(depth, here);
            nursery.tasks().forEach(below -> count(below, here));
        }
    }

    int nurseries() {
        return nurseries;
    }

    int depth() {
        return depth;
    }

    long waiting(WaitKind kind) {
        return waiting.getOrDefault(kind, 0L);
    }
}

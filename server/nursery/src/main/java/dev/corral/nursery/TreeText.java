package dev.corral.nursery;

import dev.corral.nursery.TaskTree.ChannelView;
import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.ScopeView;
import dev.corral.nursery.TaskTree.TaskView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws a tree with lines. Control characters in names are shown as `?`.
final class TreeText {
    private final StringBuilder out = new StringBuilder();

    String write(TaskTree tree) {
        out.append("tasks at ").append(tree.takenAt()).append('\n');
        for (NurseryView nursery : tree.nurseries()) {
            line("", describe(nursery));
            below("", nursery);
        }
        return out.toString();
    }

    private void below(String indent, NurseryView nursery) {
        List<Runnable> rest = new ArrayList<>();
        int last = nursery.channels().size() + nursery.tasks().size();
        for (ChannelView channel : nursery.channels()) {
            boolean isLast = --last == 0;
            rest.add(() -> line(indent + branch(isLast), describe(channel)));
        }
        for (TaskView task : nursery.tasks()) {
            boolean isLast = --last == 0;
            rest.add(() -> task(indent, isLast, task));
        }
        rest.forEach(Runnable::run);
    }

    private void task(String indent, boolean isLast, TaskView task) {
        line(indent + branch(isLast), describe(task));
        String deeper = indent + (isLast ? "   " : "│  ");
        for (int i = 0; i < task.nurseries().size(); i++) {
            boolean lastNursery = i == task.nurseries().size() - 1;
            NurseryView nursery = task.nurseries().get(i);
            line(deeper + branch(lastNursery), describe(nursery));
            below(deeper + (lastNursery ? "   " : "│  "), nursery);
        }
    }

    private static String branch(boolean isLast) {
        return isLast ? "└─ " : "├─ ";
    }

    private static String describe(NurseryView nursery) {
        return "nursery " + nursery.name() + ", " + nursery.state() + ", " + nursery.ageMillis() + " ms old"
                + (nursery.deadline() == null ? "" : ", deadline " + nursery.deadline()) + scopes(nursery.scopes());
    }

    private static String describe(TaskView task) {
        String waiting = task.waitingOn() == null
                ? ""
                : " on " + task.waitingOn().what().label() + " "
                        + task.waitingOn().name() + " since " + task.waitingOn().sinceMillis() + " ms";
        return "task " + task.id() + " " + task.name() + ", " + task.state() + waiting + why(task.cancelled())
                + scopes(task.scopes());
    }

    private static String describe(ChannelView channel) {
        ChannelStatistics statistics = channel.statistics();
        return "channel " + channel.name() + ", " + statistics.used() + " of " + statistics.capacity() + " used, "
                + statistics.waitingSenders() + " senders and " + statistics.waitingReceivers()
                + " receivers waiting";
    }

    private static String scopes(List<ScopeView> scopes) {
        StringBuilder text = new StringBuilder();
        for (ScopeView scope : scopes) {
            text.append(", in a scope");
            text.append(scope.shielded() ? " with a shield" : "");
            text.append(scope.deadline() == null ? "" : " until " + scope.deadline());
            text.append(why(scope.cancelled()));
        }
        return text.toString();
    }

    private static String why(@Nullable CancelCause cause) {
        if (cause == null) {
            return "";
        }
        return ", cancelled: " + cause.reason() + (cause.by() == null ? "" : " (by " + cause.by() + ")");
    }

    private void line(String indent, String text) {
        out.append(indent);
        text.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(out::appendCodePoint);
        out.append('\n');
    }
}

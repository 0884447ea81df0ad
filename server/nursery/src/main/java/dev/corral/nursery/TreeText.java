package dev.corral.nursery;

import dev.corral.nursery.TaskTree.ChannelView;
import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.ScopeView;
import dev.corral.nursery.TaskTree.TaskView;
import dev.corral.nursery.TaskTree.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws a tree with lines. Control characters in names are shown as `?`. Very deep levels are not indented
/// further but numbered: the text would grow with the square of the depth.
final class TreeText {
    private static final int DEEPEST_INDENT = 40;

    private final StringBuilder out = new StringBuilder();
    private final ArrayDeque<Line> ahead = new ArrayDeque<>();

    /// @param lead what stands before the text
    /// @param indent what stands before the lead of those below
    private record Line(int depth, String lead, String indent, View view) {}

    String write(TaskTree tree) {
        out.append("tasks at ").append(tree.takenAt()).append('\n');
        for (NurseryView nursery : tree.nurseries()) {
            ahead.add(new Line(0, "", "", nursery));
        }
        for (Line line = ahead.poll(); line != null; line = ahead.poll()) {
            draw(line);
        }
        return out.toString();
    }

    private void draw(Line line) {
        out.append(line.lead);
        describe(line.view)
                .codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(out::appendCodePoint);
        out.append('\n');
        List<? extends View> below = below(line.view);
        for (int i = below.size() - 1; i >= 0; i--) {
            ahead.push(below(line, below.get(i), i == below.size() - 1));
        }
    }

    private static Line below(Line line, View view, boolean isLast) {
        int depth = line.depth + 1;
        if (depth > DEEPEST_INDENT) {
            return new Line(depth, line.indent + "[" + depth + "] ", line.indent, view);
        }
        return new Line(depth, line.indent + (isLast ? "└─ " : "├─ "), line.indent + (isLast ? "   " : "│  "), view);
    }

    private static List<? extends View> below(View view) {
        List<View> below = new ArrayList<>();
        switch (view) {
            case NurseryView nursery -> {
                below.addAll(nursery.channels());
                below.addAll(nursery.tasks());
            }
            case TaskView task -> {
                below.addAll(task.tasks());
                below.addAll(task.nurseries());
            }
            case ChannelView channel -> {}
        }
        return below;
    }

    private static String describe(View view) {
        return switch (view) {
            case NurseryView nursery -> nursery(nursery);
            case TaskView task -> task(task);
            case ChannelView channel -> channel(channel);
        };
    }

    private static String nursery(NurseryView nursery) {
        return "nursery " + nursery.name() + ", " + nursery.state() + ", " + nursery.ageMillis() + " ms old"
                + (nursery.deadline() == null ? "" : ", deadline " + nursery.deadline()) + scopes(nursery.scopes());
    }

    private static String task(TaskView task) {
        String waiting = task.waitingOn() == null
                ? ""
                : " on " + task.waitingOn().what().label() + " "
                        + task.waitingOn().name() + " since " + task.waitingOn().sinceMillis() + " ms";
        return "task " + task.id() + " " + task.name() + ", " + task.state() + waiting + why(task.cancelled())
                + scopes(task.scopes());
    }

    private static String channel(ChannelView channel) {
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
}

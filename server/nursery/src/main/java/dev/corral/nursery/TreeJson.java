package dev.corral.nursery;

import dev.corral.nursery.TaskTree.ChannelView;
import dev.corral.nursery.TaskTree.NurseryView;
import dev.corral.nursery.TaskTree.ScopeView;
import dev.corral.nursery.TaskTree.TaskView;
import dev.corral.nursery.TaskTree.WaitView;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a tree as JSON. The library has no dependency, so it writes the little that it needs by itself.
final class TreeJson {
    private final StringBuilder out = new StringBuilder();

    /// What is to be written next, first to last. Trees may be deeper than a stack.
    private final ArrayDeque<Runnable> ahead = new ArrayDeque<>();

    String write(TaskTree tree) {
        out.append('{');
        text("taken_at", tree.takenAt().toString());
        next(() -> list("nurseries", tree.nurseries(), this::nursery), this::close);
        for (Runnable step = ahead.poll(); step != null; step = ahead.poll()) {
            step.run();
        }
        return out.toString();
    }

    private void next(Runnable... steps) {
        for (int i = steps.length - 1; i >= 0; i--) {
            ahead.push(steps[i]);
        }
    }

    private void close() {
        out.append('}');
    }

    private void nursery(NurseryView view) {
        out.append('{');
        text("name", view.name());
        text("state", view.state());
        number("age_ms", view.ageMillis());
        text("deadline", view.deadline() == null ? null : view.deadline().toString());
        next(
                () -> list("scopes", view.scopes(), this::scope),
                () -> list("tasks", view.tasks(), this::task),
                () -> list("channels", view.channels(), this::channel),
                this::close);
    }

    private void scope(ScopeView view) {
        out.append('{');
        key("shielded");
        out.append(view.shielded());
        text("deadline", view.deadline() == null ? null : view.deadline().toString());
        cause("cancelled", view.cancelled());
        out.append('}');
    }

    private void task(TaskView view) {
        out.append('{');
        number("id", view.id());
        text("name", view.name());
        text("state", view.state());
        waiting(view.waitingOn());
        cause("cancelled", view.cancelled());
        next(
                () -> list("scopes", view.scopes(), this::scope),
                () -> list("nurseries", view.nurseries(), this::nursery),
                () -> list("tasks", view.tasks(), this::task),
                this::close);
    }

    private void waiting(@Nullable WaitView view) {
        key("waiting_on");
        if (view == null) {
            out.append("null");
            return;
        }
        out.append('{');
        text("what", view.what().label());
        text("name", view.name());
        number("since_ms", view.sinceMillis());
        out.append('}');
    }

    private void cause(String key, @Nullable CancelCause cause) {
        key(key);
        if (cause == null) {
            out.append("null");
            return;
        }
        out.append('{');
        text("reason", cause.reason());
        text("source", cause.source().name().toLowerCase(Locale.ROOT));
        text("by", cause.by());
        out.append('}');
    }

    private void channel(ChannelView view) {
        ChannelStatistics statistics = view.statistics();
        out.append('{');
        text("name", view.name());
        number("capacity", statistics.capacity());
        number("used", statistics.used());
        number("waiting_senders", statistics.waitingSenders());
        number("waiting_receivers", statistics.waitingReceivers());
        out.append('}');
    }

    private <T> void list(String key, List<T> items, Consumer<T> write) {
        key(key);
        out.append('[');
        ahead.push(() -> out.append(']'));
        for (T item : items.reversed()) {
            ahead.push(() -> {
                separate();
                write.accept(item);
            });
        }
    }

    private void number(String key, long value) {
        key(key);
        out.append(value);
    }

    private void text(String key, @Nullable String value) {
        key(key);
        if (value == null) {
            out.append("null");
        } else {
            quoted(value);
        }
    }

    private void key(String key) {
        separate();
        quoted(key);
        out.append(':');
    }

    private void separate() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private void quoted(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

package dev.corral.nursery;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Every task of this process at one moment: who waits on what, since when, under which deadline, why
/// cancelled.
///
/// Taken without stopping anything, so neighbouring lines may be a moment apart. Its cost is proportional to
/// the number of tasks; nothing is kept between two snapshots, and tasks pay nothing for it.
///
/// @param takenAt when, by the wall clock
/// @param nurseries what is open, outermost first: for each run a line of its own, holding its root task
public record TaskTree(Instant takenAt, List<NurseryView> nurseries) {
    /// The runs of this process that have not ended, oldest first. The only static state of the library: a
    /// snapshot is of the whole process by its nature.
    private static final Queue<Run> RUNS = new ConcurrentLinkedQueue<>();

    public TaskTree {
        nurseries = List.copyOf(nurseries);
    }

    static void began(Run run) {
        RUNS.add(run);
    }

    static void ended(Run run) {
        RUNS.remove(run);
    }

    /// All runs of this process. Any thread may take it.
    public static TaskTree snapshot() {
        return TreeWalk.runs(RUNS);
    }

    /// One nursery, with all below it. Any thread may take it.
    public static TaskTree of(Nursery nursery) {
        return TreeWalk.of(nursery);
    }

    /// From here on the whole process's tree is printed when it gets a signal: for one that seems to hang.
    /// Replaces what handled that signal. The printing runs on a thread of the JVM.
    ///
    /// @param signal without `SIG`, such as `USR2`
    /// @param to is not closed
    /// @throws IllegalArgumentException if the system has no such signal, or the JVM needs it itself
    /// @throws UnsupportedOperationException if this JDK has no signals
    public static void printOnSignal(String signal, PrintStream to) {
        TreeSignal.install(Objects.requireNonNull(signal, "signal"), Objects.requireNonNull(to, "to"));
    }

    /// The tasks in it, those above before those below.
    public List<RunningTask> tasks() {
        return new TreeCount(this).tasks();
    }

    /// What it comes to.
    public Totals totals() {
        return new TreeCount(this).totals();
    }

    /// The tree as one JSON object; times in milliseconds, instants as RFC 3339 in UTC.
    public String toJson() {
        return new TreeJson().write(this);
    }

    /// The tree drawn with lines, for people.
    public String toText() {
        return new TreeText().write(this);
    }

    @Override
    public String toString() {
        return toText();
    }

    /// A task, in short.
    ///
    /// @param id unique within its run
    /// @param parent id of the task above; null if that is not in this tree
    public record RunningTask(long id, @Nullable Long parent, String name) {}

    /// What a tree comes to.
    ///
    /// @param tasks that have not ended
    /// @param waiting of those, which wait
    /// @param nextDeadline the nearest; null if there is none
    public record Totals(int tasks, int waiting, @Nullable Instant nextDeadline) {}

    /// What a tree is made of.
    public sealed interface View permits NurseryView, TaskView, ChannelView {}

    /// A nursery, or a run.
    ///
    /// @param state `open` while its body runs, `leaving` while it waits for its last task, `cancelled`
    /// @param ageMillis since it was opened
    /// @param deadline the nearest that reaches it; null for none
    /// @param scopes of its host around it, outermost first
    /// @param channels that were opened inside it and are in use
    public record NurseryView(
            String name,
            String state,
            long ageMillis,
            @Nullable Instant deadline,
            List<ScopeView> scopes,
            List<TaskView> tasks,
            List<ChannelView> channels)
            implements View {}

    /// A task.
    ///
    /// @param state `running`, `waiting`, `ready` when its wait is over and it has not gone on, or `ended`
    /// @param waitingOn what it waits for, or has waited for where it is `ready`; null if it runs or has ended
    /// @param cancelled why its checkpoints throw; null if they do not
    /// @param scopes that it is in and that hold no nursery, outermost first
    /// @param nurseries that it has opened
    /// @param tasks that run under it and belong to no nursery: started and not ready yet, or brought back
    ///     from a worker thread
    public record TaskView(
            long id,
            String name,
            String state,
            @Nullable WaitView waitingOn,
            @Nullable CancelCause cancelled,
            List<ScopeView> scopes,
            List<NurseryView> nurseries,
            List<TaskView> tasks)
            implements View {}

    /// What a task waits for, and for how long it has.
    public record WaitView(WaitKind what, String name, long sinceMillis) {}

    /// A cancel scope.
    ///
    /// @param deadline its own; null for none
    /// @param cancelled why it itself was cancelled; null if it was not
    public record ScopeView(
            boolean shielded,
            @Nullable Instant deadline,
            @Nullable CancelCause cancelled) {}

    /// A channel.
    public record ChannelView(String name, ChannelStatistics statistics) implements View {}
}

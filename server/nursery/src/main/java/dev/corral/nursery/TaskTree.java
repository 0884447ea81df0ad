package dev.corral.nursery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    /// The runs of this process that have not ended. The only static state of the library: a snapshot is of
    /// the whole process by its nature.
    private static final Set<Run> RUNS = ConcurrentHashMap.newKeySet();

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
        List<NurseryView> runs = RUNS.stream()
                .sorted(Comparator.comparingLong(run -> -run.ageNanos()))
                .map(TreeWalk::run)
                .toList();
        return new TaskTree(Instant.now(), runs);
    }

    /// One nursery, with all below it. Any thread may take it.
    public static TaskTree of(Nursery nursery) {
        return new TaskTree(Instant.now(), List.of(TreeWalk.nursery(nursery)));
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
            List<ChannelView> channels) {}

    /// A task.
    ///
    /// @param state `running`, `waiting` or `ended`
    /// @param waitingOn null unless it waits
    /// @param cancelled why its checkpoints throw; null if they do not
    /// @param scopes that it is in and that hold no nursery, outermost first
    /// @param nurseries that it has opened
    public record TaskView(
            long id,
            String name,
            String state,
            @Nullable WaitView waitingOn,
            @Nullable CancelCause cancelled,
            List<ScopeView> scopes,
            List<NurseryView> nurseries) {}

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
    public record ChannelView(String name, ChannelStatistics statistics) {}
}

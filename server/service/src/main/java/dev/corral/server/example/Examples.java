package dev.corral.server.example;

import java.util.List;

/// All examples, in the order in which they build on each other.
public final class Examples {
    /// Number 1 comes first.
    public static final List<Example> ALL = List.of(
            new LostTask(),
            new TwoTasks(),
            new ParentAndChildren(),
            new Rendezvous(),
            new FiveTasks(),
            new ClonedEnds(),
            new FolderAndEvent());

    private Examples() {}
}

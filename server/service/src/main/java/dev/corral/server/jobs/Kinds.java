package dev.corral.server.jobs;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.InvalidItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.ListItem;
import dev.corral.server.job.PipelineItem;
import dev.corral.server.run.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// The kinds of work that this service does.
public final class Kinds {
    private final Map<JobKind, Kind> byName = new EnumMap<>(JobKind.class);

    public Kinds(Collection<? extends Kind> kinds) {
        kinds.forEach(kind -> byName.put(kind.name(), kind));
    }

    /// The kind of that name.
    ///
    /// @throws IllegalStateException for a kind that no job can have been accepted with
    public Kind of(JobKind name) {
        Kind kind = byName.get(name);
        if (kind == null) {
            throw new IllegalStateException("kind " + name + " was accepted and cannot be run");
        }
        return kind;
    }

    /// What the kind of an item refuses.
    public ItemCheck check() {
        Map<JobKind, ItemCheck> checks = new EnumMap<>(JobKind.class);
        byName.forEach((name, kind) -> checks.put(name, kind.check()));
        return (item, at) -> checks.getOrDefault(kindOf(item), ItemCheck.NONE).check(item, at);
    }

    private static JobKind kindOf(Item item) {
        return switch (item) {
            case FetchItem _ -> JobKind.FETCH;
            case ListItem _ -> JobKind.LIST;
            case PipelineItem _ -> JobKind.PIPELINE;
            case InvalidItem _ -> throw new IllegalStateException("item " + item.index() + " was refused before");
        };
    }
}

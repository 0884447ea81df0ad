package dev.corral.server.jobs;

import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobKind;
import dev.corral.server.run.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
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

    /// What any of them refuses.
    public ItemCheck check() {
        List<ItemCheck> checks = byName.values().stream().map(Kind::check).toList();
        return (item, at) -> checks.forEach(check -> check.check(item, at));
    }
}

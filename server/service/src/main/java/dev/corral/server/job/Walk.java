package dev.corral.server.job;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a folder is walked and what is told of its entries.
///
/// @param recursive whether folders below are walked too
/// @param maxDepth 1 is the folder itself
/// @param glob matched against the relative path, null for everything
/// @param maxEntries the walk ends there
/// @param timeout for all of it, the waits for its reader included
public record Walk(
        boolean recursive,
        int maxDepth,
        @Nullable String glob,
        int maxEntries,
        Set<Field> fields,
        Links links,
        Duration timeout) {
    /// What a record tells beside the name.
    public enum Field implements Word {
        TYPE,
        SIZE,
        MTIME
    }

    /// What becomes of links: they are reported, and never followed.
    public enum Links implements Word {
        REPORT
    }

    /// What a bare path asks for.
    static final Walk PLAIN = of(new Values());

    public Walk {
        ItemOptions.RECURSIVE.require(recursive);
        ItemOptions.MAX_DEPTH.require(maxDepth);
        ItemOptions.GLOB.require(glob);
        ItemOptions.MAX_ENTRIES.require(maxEntries);
        ItemOptions.LINKS.require(links);
        ItemOptions.WALK_TIMEOUT.require(timeout);
        fields = Set.copyOf(fields);
    }

    View addTo(View item) {
        return item.with(ItemOptions.RECURSIVE, recursive)
                .with(ItemOptions.MAX_DEPTH, maxDepth)
                .with(ItemOptions.GLOB, glob)
                .with(ItemOptions.MAX_ENTRIES, maxEntries)
                .with(ItemOptions.FIELDS, fields)
                .with(ItemOptions.LINKS, links)
                .with(ItemOptions.WALK_TIMEOUT, timeout);
    }

    static Walk of(Values values) {
        return new Walk(
                values.get(ItemOptions.RECURSIVE),
                values.get(ItemOptions.MAX_DEPTH),
                values.find(ItemOptions.GLOB),
                values.get(ItemOptions.MAX_ENTRIES),
                values.get(ItemOptions.FIELDS),
                values.get(ItemOptions.LINKS),
                values.get(ItemOptions.WALK_TIMEOUT));
    }
}

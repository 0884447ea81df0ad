package dev.corral.server.listing;

import dev.corral.server.job.ListItem;
import dev.corral.server.walk.EntryField;
import dev.corral.server.walk.Glob;
import dev.corral.server.walk.LinkPolicy;
import dev.corral.server.walk.ParsedPath;
import dev.corral.server.walk.RelativePath;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import dev.corral.server.walk.WalkError;
import dev.corral.server.walk.WalkOptions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a list item comes to, judged by its words alone: the same judgement refuses items and runs them.
sealed interface ListPlan {
    /// A walk that may be opened.
    record Ready(Root root, RelativePath path, WalkOptions options) implements ListPlan {}

    /// A listing that is not done.
    ///
    /// @param member the item's member that is at fault
    record Refused(String member, String code, String detail) implements ListPlan {}

    static ListPlan of(ListItem item, Roots roots) {
        Root root = roots.find(item.folder().root());
        if (root == null) {
            return new Refused("root", "unknown_root", "is not a root of this service, expected one of its names");
        }
        boolean exact = item.folder().pathUri() != null;
        ParsedPath parsed = exact
                ? RelativePath.parseUri(item.folder().pathUri())
                : RelativePath.parse(item.folder().path());
        return switch (parsed) {
            case ParsedPath.Refused(WalkError error) ->
                new Refused(exact ? "path_uri" : "path", label(error.kind()), error.detail());
            case ParsedPath.Ok(RelativePath path) -> planned(root, path, item);
        };
    }

    private static ListPlan planned(Root root, RelativePath path, ListItem item) {
        try {
            return new Ready(root, path, options(item, glob(item.walk().glob())));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String member = message.contains(":") ? message.substring(0, message.indexOf(':')) : "glob";
            return new Refused(member, "value", message);
        }
    }

    private static @Nullable Glob glob(@Nullable String pattern) {
        return pattern == null ? null : Glob.compile(pattern);
    }

    private static WalkOptions options(ListItem item, @Nullable Glob glob) {
        Set<EntryField> fields = EnumSet.noneOf(EntryField.class);
        item.walk().fields().forEach(field -> fields.add(EntryField.valueOf(field.name())));
        return new WalkOptions(
                item.walk().recursive(),
                item.walk().maxDepth(),
                glob,
                item.walk().maxEntries(),
                fields,
                LinkPolicy.REPORT);
    }

    private static String label(WalkError.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

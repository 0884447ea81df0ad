package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Problems;
import dev.corral.server.problem.Spot;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what stands for an item into the item, or into an [InvalidItem] with the first thing that is wrong with it.
///
/// One for each reading of a job's items: it may know the ids that were used. Not thread-safe.
final class ItemIntake {
    private final ItemShape shape;
    private final ItemCheck check;
    private final @Nullable Set<String> ids;

    private ItemIntake(JobKind kind, ItemCheck check, @Nullable Set<String> ids) {
        this.shape = ItemShape.of(kind);
        this.check = check;
        this.ids = ids;
    }

    /// Refuses an id that an earlier item has; remembers all ids for that.
    static ItemIntake withUniqueIds(JobKind kind, ItemCheck check) {
        return new ItemIntake(kind, check, new HashSet<>());
    }

    /// Remembers nothing, so that its size does not grow with the number of items.
    static ItemIntake withAnyIds(JobKind kind, ItemCheck check) {
        return new ItemIntake(kind, check, null);
    }

    /// Where item number `index` stands.
    static Spot place(int index, Problems problems) {
        return Spot.root(problems).child("items").child(index);
    }

    /// Reads item number `index`.
    ///
    /// @param found empty; all that is wrong with the item goes there
    Item take(int index, JsonNode node, Problems found) {
        Spot at = node.isObject() ? place(index, found) : place(index, found).leaf();
        Values values = new Values();
        if (node.isObject()) {
            shape.table().read(node, at, values);
        }
        String id = claim(values.find(ItemOptions.ID), at);
        Item item = found.isEmpty() ? build(index, node, values, at) : null;
        if (item != null) {
            check.check(item, at);
        }
        return item != null && found.isEmpty() ? item : new InvalidItem(index, id, found.first());
    }

    private @Nullable Item build(int index, JsonNode node, Values values, Spot at) {
        if (node.isObject()) {
            return shape.build(index, values, at);
        }
        if (node.isTextual()) {
            return shape.bare(index, node.textValue(), at);
        }
        return at.refuse(Codes.TYPE, "is neither a string nor an object, expected one of them");
    }

    /// An id that another item has names nothing: the later item goes without.
    private @Nullable String claim(@Nullable String id, Spot at) {
        if (id == null || ids == null || ids.add(id)) {
            return id;
        }
        return at.child("id").refuse(Codes.DUPLICATE_ID, "is an earlier item's id too, expected each id once");
    }
}

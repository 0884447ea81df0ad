package dev.corral.server.job;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The items of a job, in order, each handed out once.
///
/// Not thread-safe; nothing to close. Never waits.
public interface ItemSource {
    /// The next item, or null when there are no more, then and ever after.
    @Nullable
    Item next();

    /// How many items there are in all, or -1 while that is not known.
    long totalOrMinusOne();

    static ItemSource of(List<Item> items) {
        Iterator<Item> rest = items.iterator();
        return new ItemSource() {
            @Override
            public @Nullable Item next() {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public long totalOrMinusOne() {
                return items.size();
            }
        };
    }
}

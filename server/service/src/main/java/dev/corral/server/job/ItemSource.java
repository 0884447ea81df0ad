package dev.corral.server.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The items of a job, in order, each handed out once.
///
/// Used by one task at a time; nothing to close.
public interface ItemSource {
    /// The next item, or null when there are no more, then and ever after. A checkpoint where items are still
    /// on their way.
    @Nullable
    Item next() throws InterruptedException;

    /// How many items there are in all, or -1 while that is not known. Any thread may ask.
    long totalOrMinusOne();

    /// The items of a list, let go of one by one as they are handed out.
    static ItemSource of(List<Item> items) {
        Deque<Item> rest = new ArrayDeque<>(items);
        int total = items.size();
        return new ItemSource() {
            @Override
            public @Nullable Item next() {
                return rest.poll();
            }

            @Override
            public long totalOrMinusOne() {
                return total;
            }
        };
    }
}

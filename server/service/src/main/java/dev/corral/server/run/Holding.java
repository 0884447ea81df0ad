package dev.corral.server.run;

import dev.corral.server.job.Item;

/// What one job holds in memory beyond what any item needs: the bytes of its long items. Thread-safe.
final class Holding implements AutoCloseable {
    /// Shorter items are bounded by their number.
    private static final int LONG_ITEM_BYTES = 1024;

    private final ByteRoom.Share items;

    Holding(JobMemory memory) {
        this.items = memory.items().share();
    }

    /// An item was read; waits while too much is held. A checkpoint, if it waits.
    void reads(Item item) throws InterruptedException {
        int bytes = item.heldBytes();
        if (bytes >= LONG_ITEM_BYTES) {
            items.takeOrBegin(bytes);
        }
    }

    /// An item that [#reads] was told of has ended.
    void ended(Item item) {
        int bytes = item.heldBytes();
        if (bytes >= LONG_ITEM_BYTES) {
            items.give(bytes);
        }
    }

    /// The job is over: nothing of it is held any more.
    @Override
    public void close() {
        items.close();
    }
}

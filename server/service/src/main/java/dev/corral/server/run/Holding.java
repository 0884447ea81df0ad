package dev.corral.server.run;

import dev.corral.server.job.Delivery;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.Item;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordSink;

/// What one job holds in memory beyond what any item needs: the bytes of its long items, and the bodies that it
/// captures. Thread-safe.
///
/// A body takes the most that it may have before its request is sent, so that whatever begins can end; what it does
/// not need it gives back when it is there, and the rest when its record is written. In the order of the input, where
/// records wait for those of earlier items, bodies take that much in the order of the items too, before these are
/// queued: so an earlier item never waits for what later ones hold.
final class Holding implements AutoCloseable {
    /// Shorter items are bounded by their number.
    private static final int LONG_ITEM_BYTES = 1024;

    private final ByteRoom.Share items;
    private final ByteRoom.Share bodies;
    /// Of one body; 0 if none is captured.
    private final long bodyBytes;

    private final boolean inOrder;

    Holding(JobDocument document, JobMemory memory) {
        this.items = memory.items().share();
        this.bodies = memory.bodies().share();
        this.bodyBytes = bodyBytes(document);
        this.inOrder = document.delivery().order() == Delivery.Order.INPUT;
    }

    private static long bodyBytes(JobDocument document) {
        FetchDefaults defaults = document.defaults();
        return document.kind() == JobKind.FETCH && defaults.capture().keepsBody() ? defaults.maxBodyBytes() : 0;
    }

    /// An item was read, and is to be queued; waits while too much is held. A checkpoint, if it waits.
    void reads(Item item) throws InterruptedException {
        int bytes = item.heldBytes();
        if (bytes >= LONG_ITEM_BYTES) {
            items.takeOrBegin(bytes);
        }
        if (inOrder && bodyBytes > 0) {
            var _ = bodies.take(bodyBytes);
        }
    }

    /// An attempt is to begin, or to go on; waits while too much is held. A checkpoint, if it waits.
    ///
    /// @return whether it has waited
    boolean begins() throws InterruptedException {
        return !inOrder && bodyBytes > 0 && bodies.take(bodyBytes);
    }

    /// An attempt that [#begins] let begin does not for now, or its item waits for another.
    void rests() {
        if (!inOrder && bodyBytes > 0) {
            bodies.give(bodyBytes);
        }
    }

    /// An item has ended whose attempt had begun.
    void ended(Item item, JobRecord.ItemDone record) {
        int bytes = item.heldBytes();
        if (bytes >= LONG_ITEM_BYTES) {
            items.give(bytes);
        }
        if (bodyBytes > 0) {
            bodies.give(bodyBytes - bodyBytes(record));
        }
    }

    /// A record was written.
    void written(JobRecord each) {
        if (bodyBytes > 0 && bodyBytes(each) > 0) {
            bodies.give(bodyBytes(each));
        }
    }

    /// The sink, where it matters when records are written.
    RecordSink watched(RecordSink sink) {
        return bodyBytes > 0 ? new WatchedSink(sink, this) : sink;
    }

    private static long bodyBytes(JobRecord each) {
        return each instanceof JobRecord.ItemDone item
                        && item.detail() instanceof ItemDetail.Fetched fetched
                        && (fetched.text() != null || fetched.base64() != null)
                ? fetched.bytes()
                : 0;
    }

    /// The job is over: nothing of it is held any more.
    @Override
    public void close() {
        items.close();
        bodies.close();
    }
}

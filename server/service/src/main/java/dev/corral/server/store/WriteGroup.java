package dev.corral.server.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes that are committed together. Blocking: for the writer's worker.
///
/// All are stored or none, but for a write that is wrong in itself: it is left out, and the others go again.
final class WriteGroup {
    private final List<PendingWrite<?>> writes;
    private int rows;

    /// A group.
    ///
    /// @param writes at least one, oldest first; those that are wrong are taken out of it
    WriteGroup(List<PendingWrite<?>> writes) {
        this.writes = writes;
    }

    /// How many rows its commit changed: 0 if there was none, or nothing to change.
    int rows() {
        return rows;
    }

    /// When the oldest was handed over.
    long sinceNanos() {
        return writes.getFirst().sinceNanos();
    }

    /// Commits, and leaves it to [#tell] to say so.
    ///
    /// @throws SQLException if the store failed: nothing is stored
    void commit(Session session) throws SQLException {
        while (!writes.isEmpty()) {
            session.begin();
            long before = session.changes();
            PendingWrite<?> wrong = applyAll(session);
            if (wrong == null) {
                long changed = session.changes() - before;
                session.commit();
                rows = Math.toIntExact(changed);
                return;
            }
            session.rollback();
            writes.remove(wrong);
            wrong.tellMistake();
        }
    }

    /// Applies each, up to the first that is wrong in itself: that one, or null.
    private @Nullable PendingWrite<?> applyAll(Session session) throws SQLException {
        for (PendingWrite<?> pending : writes) {
            if (!pending.apply(session)) {
                return pending;
            }
        }
        return null;
    }

    /// Tells those who wait that their writes are stored, or why they are not.
    void tell(@Nullable StoreException failure) {
        if (failure == null) {
            writes.forEach(PendingWrite::stored);
        } else {
            refuse(failure);
        }
    }

    /// Tells all who wait still that nothing is stored.
    void refuse(StoreException why) {
        writes.forEach(pending -> pending.refuse(why));
    }
}

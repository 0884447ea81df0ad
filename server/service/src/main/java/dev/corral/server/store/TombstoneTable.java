package dev.corral.server.store;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The table `tombstones`: jobs that were evicted, by id.
final class TombstoneTable {
    private TombstoneTable() {}

    static void insert(Session session, long job, Instant now) throws SQLException {
        session.update(
                "INSERT OR REPLACE INTO tombstones (id, tenant, evicted_ms) SELECT id, tenant, ? FROM jobs WHERE key ="
                        + " ?",
                now.toEpochMilli(),
                job);
    }

    /// The tenant whose job it was, or null.
    static @Nullable String tenantOf(Session session, String id) throws SQLException {
        return session.first("SELECT tenant FROM tombstones WHERE id = ?", row -> row.getString(1), id);
    }

    /// Drops up to `limit` that are older than that moment, or too many.
    ///
    /// @return how many
    static int drop(Session session, Instant upTo, int keep, int limit) throws SQLException {
        int old = session.update(
                "DELETE FROM tombstones WHERE id IN (SELECT id FROM tombstones WHERE evicted_ms <= ? LIMIT ?)",
                upTo.toEpochMilli(),
                limit);
        long excess = session.one("SELECT count(*) FROM tombstones", row -> row.getLong(1)) - keep;
        if (excess <= 0 || old >= limit) {
            return old;
        }
        return old
                + session.update(
                        "DELETE FROM tombstones WHERE id IN (SELECT id FROM tombstones ORDER BY evicted_ms, id LIMIT"
                                + " ?)",
                        Math.min(excess, limit - old));
    }
}

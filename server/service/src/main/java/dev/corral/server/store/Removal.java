package dev.corral.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How jobs leave: first they become `forgotten`, which nobody sees, in one small write; then their rows are
/// removed in steps, the job's own row last. Whatever ends the process in between, the next step goes on.
final class Removal {
    /// Rows and bytes of one step, so that a group with a step in it is not much longer than others.
    static final int STEP_ROWS = 2_000;

    private static final int STEP_BYTES = 4 * 1024 * 1024;

    private Removal() {}

    /// What is left of a process that ended while it took jobs in.
    static void forgetUnaccepted(Session session) throws SQLException {
        session.update("DELETE FROM keys WHERE digest IS NULL");
        session.update("UPDATE jobs SET state = 'forgotten' WHERE state = 'taking_in'");
    }

    /// Whether there was such a job.
    static boolean forget(Session session, String id) throws SQLException {
        Long job = session.first(
                "SELECT key FROM jobs WHERE id = ? AND state NOT IN ('taking_in', 'forgotten')",
                row -> row.getLong(1),
                id);
        if (job != null) {
            forget(session, job);
        }
        session.update("DELETE FROM tombstones WHERE id = ?", id);
        return job != null;
    }

    /// Whether there was something to forget.
    static boolean abandon(Session session, long job) throws SQLException {
        String state = JobTable.stateOf(session, job);
        if (state == null || state.equals("forgotten")) {
            return false;
        }
        JobTable.requireTakingIn(session, job);
        forget(session, job);
        return true;
    }

    private static void forget(Session session, long job) throws SQLException {
        KeyTable.release(session, job);
        session.update("UPDATE jobs SET state = 'forgotten' WHERE key = ?", job);
    }

    /// Evicts some jobs whose time has passed.
    ///
    /// @return how many; fewer than `limit` when these were all
    static int evict(Session session, Instant now, int limit) throws SQLException {
        List<Long> expired = session.all(
                "SELECT key FROM jobs WHERE state = 'ended' AND expires_ms <= ? ORDER BY expires_ms LIMIT ?",
                row -> row.getLong(1),
                now.toEpochMilli(),
                limit);
        for (long job : expired) {
            TombstoneTable.insert(session, job, now);
            forget(session, job);
        }
        return expired.size();
    }

    /// The oldest forgotten job; null if no rows are left over.
    static @Nullable Long leftOver(Session session) throws SQLException {
        return session.first(
                "SELECT key FROM jobs WHERE state = 'forgotten' ORDER BY key LIMIT 1", row -> row.getLong(1));
    }

    /// Removes some rows of a forgotten job.
    ///
    /// @return whether there may be more
    static boolean step(Session session, long job) throws SQLException {
        if (!"forgotten".equals(JobTable.stateOf(session, job))) {
            return false;
        }
        if (removed(session, "results", "seq", "record", job)
                || removed(session, "items", "idx", "item", job)
                || removed(session, "begun", "idx", "''", job)) {
            return true;
        }
        session.update("DELETE FROM jobs WHERE key = ?", job);
        return false;
    }

    private static boolean removed(Session session, String table, String order, String text, long job)
            throws SQLException {
        long last = -1;
        long bytes = 0;
        String sql = "SELECT " + order + ", octet_length(" + text + ") FROM " + table + " WHERE job = ? ORDER BY "
                + order + " LIMIT " + STEP_ROWS;
        try (ResultSet rows = session.query(sql, job)) {
            while (bytes < STEP_BYTES && rows.next()) {
                last = rows.getLong(1);
                bytes += rows.getLong(2);
            }
        }
        if (last < 0) {
            return false;
        }
        session.update("DELETE FROM " + table + " WHERE job = ? AND " + order + " <= ?", job, last);
        return true;
    }
}

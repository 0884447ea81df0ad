package dev.corral.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a job's records to tell which of its items have a final one.
final class RecoveryScan {
    private final BitSet done = new BitSet();
    private long ok;
    private long failed;
    private long cancelled;
    private long notStarted;
    private long unknown;
    private long deduped;

    private RecoveryScan() {}

    static Recovery of(Session session, long job) throws SQLException {
        RecoveryScan scan = new RecoveryScan();
        // A folded record names the items it stands for nowhere but in its text.
        try (ResultSet rows = session.query(
                "SELECT outcome, CASE type WHEN 'item' THEN idx ELSE coalesce(record ->> '$.from_index', idx) END,"
                        + " CASE type WHEN 'item' THEN idx ELSE coalesce(record ->> '$.to_index', idx) END"
                        + " FROM results WHERE job = ? AND type IN ('item', 'not_started')",
                job)) {
            while (rows.next()) {
                scan.add(rows);
            }
        }
        long lastSeq =
                session.one("SELECT coalesce(max(seq), 0) FROM results WHERE job = ?", row -> row.getLong(1), job);
        List<Integer> begun =
                session.all("SELECT idx FROM begun WHERE job = ? ORDER BY idx", row -> row.getInt(1), job);
        BitSet listed = new BitSet();
        set(listed, session, "SELECT DISTINCT idx FROM results WHERE job = ? AND type = 'entry'", job);
        listed.andNot(scan.done);
        return new Recovery(
                lastSeq,
                scan.counts(),
                scan.done,
                begun.stream().filter(index -> !scan.done.get(index)).toList(),
                listed,
                lastFailed(session, job));
    }

    private static @Nullable String lastFailed(Session session, long job) throws SQLException {
        return session.first(
                "SELECT coalesce(record ->> '$.id', '#' || idx) FROM results"
                        + " WHERE job = ? AND outcome = 'failed' AND type = 'item' ORDER BY seq DESC LIMIT 1",
                row -> row.getString(1),
                job);
    }

    /// Items that are not done again.
    static BitSet satisfied(Session session, long job, Retried which) throws SQLException {
        BitSet satisfied = new BitSet();
        set(
                satisfied,
                session,
                "SELECT idx FROM results WHERE job = ? AND type = 'item' AND outcome IN ('ok', 'deduped')"
                        + " AND idx IS NOT NULL",
                job);
        if (which == Retried.NOT_DONE) {
            satisfied.or(unknown(session, job));
        }
        return satisfied;
    }

    /// Items that may have been done: those that were told so, and in a job that was lost those that had begun.
    private static BitSet unknown(Session session, long job) throws SQLException {
        BitSet unknown = new BitSet();
        set(unknown, session, "SELECT idx FROM begun WHERE job = ?", job);
        BitSet told = new BitSet();
        set(told, session, "SELECT idx FROM results WHERE job = ? AND type = 'item' AND idx IS NOT NULL", job);
        unknown.andNot(told);
        set(
                unknown,
                session,
                "SELECT idx FROM results WHERE job = ? AND type = 'item' AND outcome = 'unknown'"
                        + " AND idx IS NOT NULL",
                job);
        return unknown;
    }

    private static void set(BitSet indexes, Session session, String sql, long job) throws SQLException {
        try (ResultSet rows = session.query(sql, job)) {
            while (rows.next()) {
                indexes.set(rows.getInt(1));
            }
        }
    }

    private void add(ResultSet row) throws SQLException {
        String outcome = row.getString(1);
        int from = row.getInt(2);
        boolean told = !row.wasNull();
        int to = row.getInt(3);
        if (!told || row.wasNull()) {
            return;
        }
        for (int index = from; index <= to; index++) {
            if (!done.get(index)) {
                done.set(index);
                count(outcome == null ? "not_started" : outcome);
            }
        }
    }

    private void count(String outcome) {
        switch (outcome) {
            case "ok" -> ok++;
            case "failed" -> failed++;
            case "cancelled" -> cancelled++;
            case "not_started" -> notStarted++;
            case "deduped" -> deduped++;
            default -> unknown++;
        }
    }

    private StoredCounts counts() {
        return new StoredCounts(ok, failed, cancelled, notStarted, unknown, deduped);
    }
}

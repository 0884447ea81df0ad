package dev.corral.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The table `results`: the records of each job's stream.
final class ResultTable {
    private static final String COLUMNS = "SELECT seq, type, idx, outcome, record FROM results WHERE job = ?";
    private static final String IN_ORDER = " AND seq > ? ORDER BY seq LIMIT ?";

    private ResultTable() {}

    static void insert(Session session, long job, List<StoredRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        // The cast reads the bytes as the UTF-8 that they are; a String made for the driver would be encoded again.
        PreparedStatement insert = session.prepare("INSERT INTO results (job, seq, type, idx, outcome, record)"
                + " VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT))");
        for (StoredRecord stored : records) {
            insert.setLong(1, job);
            insert.setLong(2, stored.seq());
            insert.setString(3, stored.type());
            insert.setObject(4, stored.index() == StoredRecord.NO_INDEX ? null : stored.index());
            insert.setString(5, stored.outcome());
            insert.setBytes(6, stored.line());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    static List<StoredRecord> read(Session session, long job, long afterSeq, int limit) throws SQLException {
        try (ResultSet rows = session.query(COLUMNS + IN_ORDER, job, afterSeq, limit)) {
            return upTo(JobStore.READ_BYTES, rows);
        }
    }

    static List<StoredRecord> ofItems(Session session, long job, long afterSeq, int limit) throws SQLException {
        String types = " AND type IN ('item', 'entry', 'not_started')";
        try (ResultSet rows = session.query(COLUMNS + types + IN_ORDER, job, afterSeq, limit)) {
            return upTo(JobStore.RESULTS_BYTES, rows);
        }
    }

    static List<StoredRecord> withOutcome(Session session, Slice slice) throws SQLException {
        // Word for word the index's own condition: only then does SQLite use it.
        String condition = " AND type IN ('item', 'entry', 'not_started') AND outcome = ?"
                + (slice.outcome().equals("ok") ? "" : " AND outcome <> 'ok'");
        try (ResultSet rows = session.query(
                COLUMNS + condition + IN_ORDER, slice.job(), slice.outcome(), slice.afterSeq(), slice.limit())) {
            return upTo(JobStore.RESULTS_BYTES, rows);
        }
    }

    /// Those of the given entries of which the item has a record.
    static Set<StoredEntry> told(Session session, long job, int index, Collection<StoredEntry> entries)
            throws SQLException {
        Set<StoredEntry> told = new HashSet<>();
        for (StoredEntry entry : entries) {
            // Word for word the index's own expression, as above. Told which, as SQLite thinks a job so small that
            // reading all its records is cheaper, which makes a listing that begins again quadratic.
            Long seq = session.first(
                    "SELECT seq FROM results INDEXED BY results_entries WHERE job = ? AND idx = ? AND type = 'entry'"
                            + " AND record ->> '$.path_uri' = ? AND record ->> '$.error.kind' IS ? LIMIT 1",
                    row -> row.getLong(1),
                    job,
                    index,
                    entry.pathUri(),
                    entry.error());
            if (seq != null) {
                told.add(entry);
            }
        }
        return told;
    }

    private static List<StoredRecord> upTo(int most, ResultSet rows) throws SQLException {
        List<StoredRecord> records = new ArrayList<>();
        long bytes = 0;
        while (bytes < most && rows.next()) {
            StoredRecord stored = new StoredRecord(
                    rows.getLong(1), rows.getString(2), index(rows), rows.getString(4), Bytes.of(rows, 5));
            records.add(stored);
            bytes += stored.line().length;
        }
        return records;
    }

    private static int index(ResultSet row) throws SQLException {
        int index = row.getInt(3);
        return row.wasNull() ? StoredRecord.NO_INDEX : index;
    }

    /// Which records of a job to read.
    record Slice(long job, String outcome, long afterSeq, int limit) {}
}

package dev.corral.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `jobs`.
final class JobTable {
    static final String UNDER_WAY = "state IN ('queued', 'running', 'paused', 'cancelling')";

    private static final String COLUMNS = "key, id, tenant, kind, name, labels, document, state, outcome, cause,"
            + " created_ms, started_ms, ended_ms, expires_ms, total, ok, failed, cancelled, not_started, unknown,"
            + " deduped, retry_of, idempotency_key";

    private static final String VISIBLE = "state NOT IN ('taking_in', 'forgotten')";

    private JobTable() {}

    static long insert(Session session, NewJob job) throws SQLException {
        return session.one(
                "INSERT INTO jobs (id, tenant, kind, name, labels, document, state, created_ms, retry_of,"
                        + " idempotency_key) VALUES (?, ?, ?, ?, ?, ?, 'taking_in', ?, ?, ?) RETURNING key",
                row -> row.getLong(1),
                job.id(),
                job.tenant(),
                job.kind(),
                job.name(),
                job.labelsJson(),
                job.documentJson(),
                job.created().toEpochMilli(),
                job.retryOf(),
                job.idempotencyKey());
    }

    static void accept(Session session, long job, long total) throws SQLException {
        int changed = session.update(
                "UPDATE jobs SET state = 'queued', total = ? WHERE key = ? AND state = 'taking_in'", total, job);
        requireChanged(session, changed, job, "taking_in");
    }

    static void started(Session session, long job, Instant at) throws SQLException {
        int changed = session.update(
                "UPDATE jobs SET state = CASE state WHEN 'queued' THEN 'running' ELSE state END,"
                        + " started_ms = coalesce(started_ms, ?) WHERE key = ? AND " + UNDER_WAY,
                at.toEpochMilli(),
                job);
        requireChanged(session, changed, job, "under way");
    }

    /// A job that was told to stop stays so.
    static void state(Session session, long job, StoredState state) throws SQLException {
        requireUnderWay(session, job);
        var _ = session.update("UPDATE jobs SET state = ? WHERE key = ? AND state <> 'cancelling'", state.word(), job);
    }

    static void finish(Session session, long job, StoredEnd end) throws SQLException {
        StoredCounts counts = end.counts();
        int changed = session.update(
                "UPDATE jobs SET state = 'ended', outcome = ?, cause = ?, ended_ms = ?, expires_ms = ?, ok = ?,"
                        + " failed = ?, cancelled = ?, not_started = ?, unknown = ?, deduped = ? WHERE key = ? AND "
                        + UNDER_WAY,
                end.outcome(),
                end.cause(),
                end.at().toEpochMilli(),
                end.expires().toEpochMilli(),
                counts.ok(),
                counts.failed(),
                counts.cancelled(),
                counts.notStarted(),
                counts.unknown(),
                counts.deduped(),
                job);
        requireChanged(session, changed, job, "under way");
    }

    static void requireTakingIn(Session session, long job) throws SQLException {
        requireChanged(session, "taking_in".equals(stateOf(session, job)) ? 1 : 0, job, "taking_in");
    }

    static void requireUnderWay(Session session, long job) throws SQLException {
        Long key = session.first("SELECT key FROM jobs WHERE key = ? AND " + UNDER_WAY, row -> row.getLong(1), job);
        requireChanged(session, key == null ? 0 : 1, job, "under way");
    }

    private static void requireChanged(Session session, int changed, long job, String expected) throws SQLException {
        if (changed == 0) {
            throw new WrongStateException(
                    "job with key " + job + " is " + stateOf(session, job) + ", expected " + expected);
        }
    }

    /// The word of its state, or null if there is none.
    static @Nullable String stateOf(Session session, long job) throws SQLException {
        return session.first("SELECT state FROM jobs WHERE key = ?", row -> row.getString(1), job);
    }

    static @Nullable StoredJob find(Session session, String id) throws SQLException {
        return session.first("SELECT " + COLUMNS + " FROM jobs WHERE id = ? AND " + VISIBLE, JobTable::read, id);
    }

    static List<StoredJob> underWay(Session session) throws SQLException {
        return session.all("SELECT " + COLUMNS + " FROM jobs WHERE " + UNDER_WAY + " ORDER BY key", JobTable::read);
    }

    /// Newest first.
    ///
    /// @param beforeKey only older ones
    static List<StoredJob> list(Session session, JobFilter filter, long beforeKey, long limit) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM jobs WHERE key < ?1 AND "
                + (filter.states().isEmpty() ? VISIBLE : oneOf(filter.states()))
                + (filter.tenant() == null ? "" : " AND tenant = ?2") + " ORDER BY key DESC LIMIT ?3";
        return session.all(sql, JobTable::read, beforeKey, filter.tenant(), limit);
    }

    private static String oneOf(Set<StoredState> states) {
        return states.stream()
                .map(state -> "'" + state.word() + "'")
                .sorted()
                .collect(Collectors.joining(", ", "state IN (", ")"));
    }

    private static StoredJob read(ResultSet row) throws SQLException {
        return new StoredJob(
                row.getLong("key"),
                row.getString("id"),
                row.getString("tenant"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("labels"),
                row.getString("document"),
                StoredState.of(row.getString("state")),
                row.getString("outcome"),
                row.getString("cause"),
                Instant.ofEpochMilli(row.getLong("created_ms")),
                instant(row, "started_ms"),
                instant(row, "ended_ms"),
                instant(row, "expires_ms"),
                row.getLong("total"),
                counts(row),
                row.getString("retry_of"),
                row.getString("idempotency_key"));
    }

    private static StoredCounts counts(ResultSet row) throws SQLException {
        return new StoredCounts(
                row.getLong("ok"),
                row.getLong("failed"),
                row.getLong("cancelled"),
                row.getLong("not_started"),
                row.getLong("unknown"),
                row.getLong("deduped"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}

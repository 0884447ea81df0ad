package dev.corral.server.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The table `keys`: claims of idempotency keys. A claim has a digest once its job is accepted.
final class KeyTable {
    private KeyTable() {}

    static KeyState claim(Session session, String tenant, String key, String jobId) throws SQLException {
        int claimed = session.update(
                "INSERT INTO keys (tenant, key, job_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", tenant, key, jobId);
        if (claimed == 1) {
            return new KeyState.Fresh();
        }
        return session.one(
                "SELECT job_id, digest IS NULL, digest FROM keys WHERE tenant = ? AND key = ?",
                row -> row.getBoolean(2)
                        ? new KeyState.TakingIn(row.getString(1))
                        : new KeyState.Taken(row.getString(1), Bytes.of(row, 3)),
                tenant,
                key);
    }

    static int unclaim(Session session, String tenant, String key, String jobId) throws SQLException {
        return session.update(
                "DELETE FROM keys WHERE tenant = ? AND key = ? AND job_id = ? AND digest IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = job_id)",
                tenant,
                key,
                jobId);
    }

    static void accept(Session session, long job, byte @Nullable [] digest) throws SQLException {
        session.update(
                "UPDATE keys SET digest = ? WHERE job_id = (SELECT id FROM jobs WHERE key = ?)",
                digest == null ? Bytes.NONE : digest,
                job);
    }

    static void release(Session session, long job) throws SQLException {
        session.update("DELETE FROM keys WHERE job_id = (SELECT id FROM jobs WHERE key = ?)", job);
    }
}

package dev.corral.server.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is in the file, and how older files become newer ones.
///
/// `PRAGMA user_version` counts the steps that a file has taken; each step is one transaction, and is never
/// changed once released. `PRAGMA application_id` tells a file of ours from any other. Times are milliseconds
/// since 1970.
///
/// Two states of a job are never seen outside: `taking_in`, before it is accepted, and `forgotten`, while its
/// rows are being removed. Row keys are never given twice, so that a late write cannot reach another job.
final class Schema {
    /// "CRRL".
    static final int APPLICATION_ID = 0x4352524C;

    static final int PAGE_BYTES = 4096;

    private static final List<String> JOBS = List.of(
            """
            CREATE TABLE jobs (
              key INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              tenant TEXT NOT NULL,
              kind TEXT NOT NULL,
              name TEXT,
              labels TEXT NOT NULL,
              document TEXT NOT NULL,
              state TEXT NOT NULL CHECK (state IN
                ('taking_in', 'queued', 'running', 'paused', 'cancelling', 'ended', 'forgotten')),
              outcome TEXT,
              cause TEXT,
              created_ms INTEGER NOT NULL,
              started_ms INTEGER,
              ended_ms INTEGER,
              expires_ms INTEGER,
              total INTEGER NOT NULL DEFAULT 0,
              ok INTEGER NOT NULL DEFAULT 0,
              failed INTEGER NOT NULL DEFAULT 0,
              cancelled INTEGER NOT NULL DEFAULT 0,
              not_started INTEGER NOT NULL DEFAULT 0,
              unknown INTEGER NOT NULL DEFAULT 0,
              deduped INTEGER NOT NULL DEFAULT 0,
              retry_of TEXT,
              idempotency_key TEXT
            ) STRICT\
            """,
            "CREATE INDEX jobs_by_tenant ON jobs (tenant)",
            "CREATE INDEX jobs_by_state ON jobs (state)",
            "CREATE INDEX jobs_by_tenant_and_state ON jobs (tenant, state)",
            """
            CREATE TABLE items (
              job INTEGER NOT NULL REFERENCES jobs (key),
              idx INTEGER NOT NULL,
              id TEXT,
              item TEXT NOT NULL,
              PRIMARY KEY (job, idx)
            ) WITHOUT ROWID, STRICT\
            """,
            """
            CREATE TABLE begun (
              job INTEGER NOT NULL REFERENCES jobs (key),
              idx INTEGER NOT NULL,
              PRIMARY KEY (job, idx)
            ) WITHOUT ROWID, STRICT\
            """,
            """
            CREATE TABLE results (
              job INTEGER NOT NULL REFERENCES jobs (key),
              seq INTEGER NOT NULL,
              type TEXT NOT NULL,
              idx INTEGER,
              outcome TEXT,
              record TEXT NOT NULL,
              PRIMARY KEY (job, seq)
            ) WITHOUT ROWID, STRICT\
            """,
            "CREATE INDEX results_not_ok ON results (job, outcome, seq) WHERE outcome <> 'ok'",
            """
            CREATE TABLE keys (
              tenant TEXT NOT NULL,
              key TEXT NOT NULL,
              job_id TEXT NOT NULL,
              digest BLOB,
              PRIMARY KEY (tenant, key)
            ) WITHOUT ROWID, STRICT\
            """,
            "CREATE INDEX keys_by_job ON keys (job_id)");

    private static final List<String> EVICTION = List.of(
            """
            CREATE TABLE tombstones (
              id TEXT PRIMARY KEY,
              tenant TEXT NOT NULL,
              evicted_ms INTEGER NOT NULL
            ) WITHOUT ROWID, STRICT\
            """,
            "CREATE INDEX tombstones_by_age ON tombstones (evicted_ms)",
            "CREATE INDEX jobs_by_expiry ON jobs (expires_ms) WHERE state = 'ended'");

    /// What a listing that begins again asks: whether it has told an entry before.
    private static final List<String> ENTRIES =
            List.of("CREATE INDEX results_entries ON results (job, idx, record ->> '$.path_uri') WHERE type = 'entry'");

    private static final List<List<String>> STEPS = List.of(JOBS, EVICTION, ENTRIES);

    static final int VERSION = STEPS.size();

    private Schema() {}

    /// How many steps a file has taken, after a look at whether it is ours. Changes nothing.
    ///
    /// @throws StoreException if it is not ours, or newer than this program
    static int versionOf(Session session, Path file) throws SQLException, StoreException {
        int version = session.one("PRAGMA user_version", row -> row.getInt(1));
        int application = session.one("PRAGMA application_id", row -> row.getInt(1));
        long objects = session.one("SELECT count(*) FROM sqlite_schema", row -> row.getLong(1));
        boolean fresh = version == 0 && application == 0 && objects == 0;
        if (!fresh && application != APPLICATION_ID) {
            throw new StoreException(
                    StoreException.Kind.CORRUPT,
                    file + " is a database of another program (application_id " + application
                            + "): give the store a folder of its own",
                    null);
        }
        if (version > VERSION) {
            throw new StoreException(
                    StoreException.Kind.NEWER_SCHEMA,
                    file + " has schema version " + version + " and this program knows up to " + VERSION
                            + ": start the newer version again, or give this one another folder",
                    null);
        }
        return version;
    }

    /// Tables and indexes that a file of the newest version has.
    static Set<String> objects() {
        return STEPS.stream()
                .flatMap(List::stream)
                .map(statement -> statement.split("\\s+", 4)[2])
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Takes the steps that are missing up to a version.
    static void raise(Session session, int from, int to) throws SQLException {
        for (int version = from; version < to; version++) {
            session.begin();
            if (version == 0) {
                session.execute("PRAGMA application_id = " + APPLICATION_ID);
            }
            for (String statement : STEPS.get(version)) {
                session.execute(statement);
            }
            session.execute("PRAGMA user_version = " + (version + 1));
            session.commit();
        }
    }
}

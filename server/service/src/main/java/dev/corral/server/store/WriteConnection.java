package dev.corral.server.store;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The connection that writes: opened again after a failure that it does not get over. Blocking; one thread
/// at a time.
///
/// SQLite writes its log back into the file by itself after so many pages, as far as no reader is in the way.
/// Readers that follow each other without a gap would let the log grow for ever; beyond a bound they are
/// waited for.
final class WriteConnection implements AutoCloseable {
    private static final long LOG_BYTES = 64L * 1024 * 1024;

    /// How long to wait for readers. Ours take less; others, such as the `sqlite3` tool, may sit on a
    /// transaction.
    private static final Duration READERS_WAIT = Duration.ofMillis(500);

    private final StoreFile file;
    private @Nullable Session session;
    private long logBound = LOG_BYTES;

    /// That the file is damaged: what was written to it from then on might be lost, or make it worse.
    private volatile @Nullable StoreException broken;

    WriteConnection(StoreFile file, Session session) {
        this.file = file;
        this.session = session;
    }

    /// Commits a group.
    ///
    /// @return why the group could not be written, or null
    @Nullable
    StoreException commit(WriteGroup group) {
        StoreException failing = broken == null ? tryCommit(group) : broken;
        if (failing != null && failing.kind() == StoreException.Kind.CORRUPT) {
            broken = failing;
        }
        return failing;
    }

    /// Why no group is tried any more; null while that is not so. Any thread may ask.
    @Nullable
    StoreException broken() {
        return broken;
    }

    private @Nullable StoreException tryCommit(WriteGroup group) {
        try {
            group.commit(opened());
            boundLog();
            return null;
        } catch (SQLException e) {
            rollBack(e);
            return file.failure().of(e);
        } catch (StoreException e) {
            return e;
        }
    }

    private Session opened() throws StoreException {
        Session open = session;
        if (open == null) {
            open = file.openForWriting();
            session = open;
        }
        return open;
    }

    private void rollBack(SQLException error) {
        Session failed = session;
        if (failed == null) {
            return;
        }
        try {
            failed.rollback();
        } catch (SQLException e) {
            session = null;
            error.addSuppressed(e);
            failed.closeAfter(error);
        }
    }

    private void boundLog() throws StoreException {
        if (file.logBytes() <= logBound) {
            return;
        }
        writeBack(opened());
        // If somebody was in the way, it is not tried again with each group.
        logBound = file.logBytes() + LOG_BYTES;
    }

    /// A failure is none of a caller's: what was committed is safe in the log.
    private void writeBack(Session open) {
        try {
            open.busyTimeout(READERS_WAIT);
            open.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            open.busyTimeout(file.options().busyTimeout());
        } catch (SQLException e) {
            session = null;
            open.closeAfter(e);
        }
    }

    @Override
    public void close() {
        Session open = session;
        if (open != null) {
            writeBack(open);
        }
        Session left = session;
        session = null;
        if (left != null) {
            left.closeQuietly();
        }
    }
}

package dev.corral.server.store;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import dev.corral.server.store.StoreException.Kind;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Reads, each on a worker thread with a connection to itself, as many at once as there are connections. None
/// waits for the writer, and none keeps it waiting.
final class Readers implements AutoCloseable {
    private final StoreFile file;
    private final Limiter workers;

    /// For reads of all that a job has: some workers are left to the others.
    private final Limiter scans;

    private final Offload offload;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Readers(StoreFile file) {
        this.file = file;
        this.workers = new Limiter("store readers", file.options().readers());
        this.scans = new Limiter("store scans", Math.max(1, file.options().readers() / 2));
        this.offload = Offload.named("store read").limitedBy(workers);
    }

    Limiter workers() {
        return workers;
    }

    /// Waits for a read. A checkpoint; a cancellation waits until a read that has begun is over.
    <T> T read(Read<T> read) throws StoreException, InterruptedException {
        try {
            return offload.run(() -> onSession(read));
        } catch (StoreException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a read throws nothing else", e);
        }
    }

    /// As [#read], of a read that takes long: no more of these run at once than leave room for the others.
    <T> T scan(Read<T> read) throws StoreException, InterruptedException {
        scans.acquire();
        try {
            return read(read);
        } finally {
            scans.release();
        }
    }

    private <T> T onSession(Read<T> read) throws StoreException {
        if (closed) {
            throw new StoreException(Kind.CLOSED, "the store is closed", null);
        }
        try {
            Session session = idle.poll();
            return readOn(session == null ? file.openForReading() : session, read);
        } catch (SQLException e) {
            throw file.failure().of(e);
        }
    }

    private <T> T readOn(Session session, Read<T> read) throws SQLException {
        try {
            T value = read.read(session);
            idle.add(session);
            return value;
        } catch (SQLException | RuntimeException e) {
            session.closeAfter(e);
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            session.closeQuietly();
        }
    }

    /// One read; it leaves nothing open.
    @FunctionalInterface
    interface Read<T> {
        T read(Session session) throws SQLException;
    }
}

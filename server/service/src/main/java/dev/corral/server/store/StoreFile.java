package dev.corral.server.store;

import dev.corral.server.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of a store, held by this process: the database `corral.db`, and `corral.lock`, whose lock the
/// system takes back when the process ends, however it ends.
///
/// SQLite's own exclusive mode would do without a second file, and would keep the `sqlite3` tool out.
final class StoreFile implements AutoCloseable {
    private static final String DATABASE = "corral.db";
    private static final String LOCK = "corral.lock";
    private static final int WAL_PAGES_BEFORE_CHECKPOINT = 4_000;
    /// Rows are added at the end: a larger one is filled by any large job, and makes none quicker.
    private static final int WRITER_CACHE_KIB = 8 * 1024;

    private final Path database;
    private final Path log;
    private final StoreOptions options;
    private final StoreFailure failure;
    private final FileChannel lock;

    private StoreFile(Path database, StoreOptions options, FileChannel lock) {
        this.database = database;
        this.log = database.resolveSibling(DATABASE + "-wal");
        this.options = options;
        this.failure = new StoreFailure(database);
        this.lock = lock;
    }

    /// Makes folder and file if they are not there, and takes the lock.
    static StoreFile hold(Path folder, StoreOptions options) throws StoreException {
        Path database = folder.resolve(DATABASE);
        try {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, only("rwx------", posix));
            }
            FileChannel lock = lock(folder.resolve(LOCK), posix);
            if (!Files.exists(database)) {
                Files.createFile(database, only("rw-------", posix));
            }
            return new StoreFile(database, options, lock);
        } catch (IOException e) {
            throw new StoreFailure(database).of(e, "making");
        }
    }

    private static FileAttribute<?>[] only(String permissions, boolean posix) {
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)} : new FileAttribute<?>[0];
    }

    @SuppressWarnings("resource") // handed out, or closed here
    private static FileChannel lock(Path file, boolean posix) throws IOException, StoreException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                only("rw-------", posix));
        if (tryLock(channel) == null) {
            String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();
            channel.close();
            throw new StoreException(
                    Kind.LOCKED,
                    "the store in " + file.toAbsolutePath().getParent() + " is in use by the process "
                            + (holder.isEmpty() ? "that holds " + file.getFileName() : holder)
                            + ": stop that, or give this one another folder",
                    null);
        }
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    /// The connection that writes, to a file of the newest version.
    Session openForWriting() throws StoreException {
        try {
            return prepared(Session.open(database, options.busyTimeout()));
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }

    /// Like [#openForWriting], at the start of the process.
    Session openForFirst() throws StoreException {
        Session session = openForWriting();
        try {
            Soundness.require(session, database);
            session.begin();
            Removal.forgetUnaccepted(session);
            session.commit();
            return session;
        } catch (SQLException e) {
            session.closeAfter(e);
            throw failure.of(e);
        } catch (StoreException e) {
            session.closeAfter(e);
            throw e;
        }
    }

    private Session prepared(Session session) throws SQLException, StoreException {
        try {
            int version = Schema.versionOf(session, database);
            session.execute("PRAGMA journal_mode = WAL");
            session.execute("PRAGMA synchronous = FULL");
            session.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES_BEFORE_CHECKPOINT);
            session.execute("PRAGMA cache_size = -" + WRITER_CACHE_KIB);
            session.execute("PRAGMA max_page_count = " + maxPages());
            Schema.raise(session, version, Schema.VERSION);
            return session;
        } catch (SQLException | StoreException e) {
            session.closeAfter(e);
            throw e;
        }
    }

    private long maxPages() {
        return Math.clamp(options.maxFileBytes() / Schema.PAGE_BYTES, 1, 0xffff_fffeL);
    }

    /// A connection that only reads.
    Session openForReading() throws SQLException {
        Session session = Session.open(database, options.busyTimeout());
        try {
            session.execute("PRAGMA query_only = ON");
            return session;
        } catch (SQLException e) {
            session.closeAfter(e);
            throw e;
        }
    }

    StoreFailure failure() {
        return failure;
    }

    StoreOptions options() {
        return options;
    }

    long logBytes() {
        return bytes(log);
    }

    long bytes() {
        return bytes(database) + logBytes();
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notThere) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock is gone with the process at the latest, and nothing was written through it.
        }
    }
}

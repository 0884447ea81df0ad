package dev.corral.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.ProgressHandler;

/// One connection to the file, with the statements that were prepared on it. Blocking; one thread at a time.
///
/// Transactions are begun and ended by statements of ours: JDBC's own way would begin the next one at once.
final class Session implements AutoCloseable {
    private static final int STEPS_BETWEEN_LOOKS = 1_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// Opens one.
    ///
    /// @param file made if it is not there
    static Session open(Path file, Duration busyTimeout) throws SQLException {
        // As a URI: the driver takes what follows a '?' in a plain name for options.
        Connection connection =
                JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri(), new Properties());
        Session session = new Session(connection);
        try {
            session.busyTimeout(busyTimeout);
            session.execute("PRAGMA foreign_keys = ON");
        } catch (SQLException e) {
            session.closeAfter(e);
            throw e;
        }
        return session;
    }

    void busyTimeout(Duration timeout) throws SQLException {
        execute("PRAGMA busy_timeout = " + Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    }

    /// Runs a statement that is not worth keeping.
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void begin() throws SQLException {
        prepare("BEGIN IMMEDIATE").execute();
    }

    void commit() throws SQLException {
        prepare("COMMIT").execute();
    }

    /// Fails also if SQLite has rolled back itself, as it does after some errors: a new connection is the way
    /// out of both.
    void rollback() throws SQLException {
        prepare("ROLLBACK").execute();
    }

    /// The statement of this text: made once, its own until it is asked for again.
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /// Runs a statement, and gives how many rows it changed.
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /// How many rows were changed on this connection since it was opened.
    long changes() throws SQLException {
        return one("SELECT total_changes()", row -> row.getLong(1));
    }

    <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    /// The first row, or null.
    <T> @Nullable T first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? row.read(rows) : null;
        }
    }

    /// The first row of a query that always has one.
    <T> T one(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        T found = first(sql, row, values);
        if (found == null) {
            throw new NoSuchElementException("no row from: " + sql);
        }
        return found;
    }

    /// A query whose rows the caller reads, and closes.
    ResultSet query(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeQuery();
    }

    /// Runs a query for so long at most.
    ///
    /// @return what it gave; nothing if the time was over
    <T> List<T> within(Duration limit, Query<T> query) throws SQLException {
        long endNanos = System.nanoTime() + limit.toNanos();
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - endNanos > 0 ? 1 : 0;
            }
        });
        try {
            return query.rows();
        } catch (SQLException e) {
            if (StoreFailure.isInterrupted(e)) {
                return List.of();
            }
            throw e;
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        prepared.clear();
        connection.close();
    }

    /// Closes, and does not mind an error: everything that matters was committed before.
    void closeQuietly() {
        closeAfter(new SQLException("closing"));
    }

    /// Closes what is given up because of an error.
    void closeAfter(Exception error) {
        try {
            close();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
    }

    /// Asks for rows.
    @FunctionalInterface
    interface Query<T> {
        List<T> rows() throws SQLException;
    }

    /// Reads one row.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}

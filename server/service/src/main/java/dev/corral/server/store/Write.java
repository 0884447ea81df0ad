package dev.corral.server.store;

import java.sql.SQLException;
import java.util.List;

/// A change to the store. It may be applied more than once, each time after a rollback of the time before.
///
/// @param rows about how many it writes, and
/// @param bytes how many bytes they have: for the size of groups
record Write<T>(int rows, long bytes, Body<T> body) {
    /// One that writes a row or a few.
    static <T> Write<T> small(Body<T> body) {
        return new Write<>(1, 0, body);
    }

    static <T> Write<T> ofRecords(List<StoredRecord> records, Body<T> body) {
        long bytes = 0;
        for (StoredRecord stored : records) {
            bytes += stored.line().length;
        }
        return new Write<>(records.size() + 1, bytes, body);
    }

    static <T> Write<T> ofItems(List<StoredItem> items, Body<T> body) {
        long bytes = 0;
        for (StoredItem item : items) {
            bytes += item.json().length();
        }
        return new Write<>(items.size() + 1, bytes, body);
    }

    /// Makes the change, inside the group's transaction.
    @FunctionalInterface
    interface Body<T> {
        /// Makes it.
        ///
        /// @throws IllegalStateException if it does not fit what is stored
        T apply(Session session) throws SQLException;
    }

    /// A body that gives nothing.
    @FunctionalInterface
    interface Change {
        void apply(Session session) throws SQLException;

        default Body<Boolean> body() {
            return session -> {
                apply(session);
                return Boolean.TRUE;
            };
        }
    }
}

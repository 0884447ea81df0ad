package dev.corral.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The table `items`.
final class ItemTable {
    private ItemTable() {}

    static void insert(Session session, long job, List<StoredItem> items) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        PreparedStatement insert = session.prepare("INSERT INTO items (job, idx, id, item) VALUES (?, ?, ?, ?)");
        for (StoredItem item : items) {
            insert.setLong(1, job);
            insert.setInt(2, item.index());
            insert.setString(3, item.id());
            insert.setString(4, item.json());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    static List<StoredItem> read(Session session, long job, int fromIndex, int limit) throws SQLException {
        List<StoredItem> items = new ArrayList<>();
        long chars = 0;
        try (ResultSet rows = session.query(
                "SELECT idx, id, item FROM items WHERE job = ? AND idx >= ? ORDER BY idx LIMIT ?",
                job,
                fromIndex,
                limit)) {
            while (chars < JobStore.READ_BYTES && rows.next()) {
                StoredItem item = new StoredItem(rows.getInt(1), rows.getString(2), rows.getString(3));
                items.add(item);
                chars += item.json().length();
            }
        }
        return items;
    }
}

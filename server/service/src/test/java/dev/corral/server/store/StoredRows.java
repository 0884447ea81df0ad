package dev.corral.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The file as another program sees it.
final class StoredRows {
    private StoredRows() {}

    static Connection connect(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("corral.db"));
    }

    static long count(Path folder, String table) throws SQLException {
        return number(folder, "SELECT count(*) FROM " + table);
    }

    static long number(Path folder, String sql) throws SQLException {
        return Long.parseLong(text(folder, sql));
    }

    static String text(Path folder, String sql) throws SQLException {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void execute(Path folder, String... statements) throws SQLException {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

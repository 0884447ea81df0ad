package dev.corral.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// A column's bytes. The driver may give null for none at all.
final class Bytes {
    static final byte[] NONE = {};

    private Bytes() {}

    static byte[] of(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? NONE : bytes;
    }
}

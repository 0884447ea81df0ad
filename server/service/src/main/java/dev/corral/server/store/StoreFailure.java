package dev.corral.server.store;

import dev.corral.server.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Says of what the driver and the file system throw what is wrong, where, and what helps.
///
/// @param file the database
record StoreFailure(Path file) {
    /// Below this much room, a failed write is taken for a full disk, whatever the error.
    private static final long HARDLY_ANY_BYTES = 256 * 1024;

    private static final int PRIMARY = 0xff;

    /// What helps against damage.
    static final String RESTORE = "move it away and start with an empty folder, or restore a copy; the sqlite3 tool's"
            + " .recover command saves what can be read";

    /// Whether the statement was wrong, and not the store: a rule of the schema broken, a value of a wrong
    /// type.
    static boolean isMistake(SQLException e) {
        return switch (primary(e)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_TOOBIG, SQLITE_ERROR -> true;
            default -> false;
        };
    }

    /// Whether the statement was ended from outside.
    static boolean isInterrupted(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_INTERRUPT;
    }

    StoreException of(SQLException e) {
        Kind kind = kind(e);
        String fix =
                switch (kind) {
                    case FULL ->
                        "free some room on its disk, or raise its bound, --store-max, if it has one; nothing"
                                + " acknowledged is lost";
                    case LOCKED -> "another program, such as the sqlite3 tool, holds it: let that end its transaction";
                    case CORRUPT -> RESTORE;
                    case NEWER_SCHEMA, IO, CLOSED ->
                        "check that its folder is there and may be written to, and that the" + " disk is sound";
                };
        return new StoreException(kind, "the store " + file + " is " + kind.state() + detail(kind, e) + ": " + fix, e);
    }

    StoreException of(IOException e, String what) {
        return new StoreException(
                Kind.IO, what + " " + file + " failed: check that the folder may be written to by this user", e);
    }

    /// Of a failure of the file system the code says more than our word for it.
    private static String detail(Kind kind, SQLException e) {
        return kind == Kind.IO && e instanceof SQLiteException coded
                ? " (" + coded.getResultCode().name() + ")"
                : "";
    }

    private Kind kind(SQLException e) {
        return switch (primary(e)) {
            case SQLITE_FULL -> Kind.FULL;
            case SQLITE_BUSY, SQLITE_LOCKED -> Kind.LOCKED;
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> Kind.CORRUPT;
            case SQLITE_IOERR -> isDiskFull() ? Kind.FULL : Kind.IO;
            default -> Kind.IO;
        };
    }

    /// The driver's codes carry the detail in their upper bits.
    private static SQLiteErrorCode primary(SQLException e) {
        int code = e instanceof SQLiteException detailed ? detailed.getResultCode().code : e.getErrorCode();
        return SQLiteErrorCode.getErrorCode(code & PRIMARY);
    }

    private boolean isDiskFull() {
        try {
            return Files.getFileStore(file).getUsableSpace() < HARDLY_ANY_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}

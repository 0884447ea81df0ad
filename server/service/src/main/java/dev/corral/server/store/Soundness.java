package dev.corral.server.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks at a file before it is used, so that one that was damaged while nobody held it is not found out job by job.
final class Soundness {
    /// A store of some gigabytes is not read to its end: what is found later stops the writing then.
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final String SOUND = "ok";

    private Soundness() {}

    /// Blocking, for a few seconds at most.
    ///
    /// @throws StoreException if something is missing or damaged
    static void require(Session session, Path file) throws SQLException, StoreException {
        Set<String> missing = new HashSet<>(Schema.objects());
        missing.removeAll(session.all("SELECT name FROM sqlite_schema", row -> row.getString(1)));
        if (!missing.isEmpty()) {
            throw damaged(
                    file,
                    "has no " + String.join(", ", missing.stream().sorted().toList()));
        }
        List<String> faults =
                session.within(LIMIT, () -> session.all("PRAGMA quick_check(1)", row -> row.getString(1)));
        if (!faults.isEmpty() && !faults.getFirst().equals(SOUND)) {
            throw damaged(file, "is damaged: " + faults.getFirst().strip().replaceAll("\\s+", " "));
        }
    }

    private static StoreException damaged(Path file, String how) {
        return new StoreException(
                StoreException.Kind.CORRUPT, "the store " + file + " " + how + ": " + StoreFailure.RESTORE, null);
    }
}

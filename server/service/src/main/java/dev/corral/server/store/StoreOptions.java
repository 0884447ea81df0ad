package dev.corral.server.store;

import java.time.Duration;
import java.util.Objects;

/// How a store is kept.
///
/// @param tombstones how long an evicted job is remembered as such
/// @param tombstonesMax how many are remembered at most; the oldest go first
/// @param readers connections for reading, and so reads that run at once
/// @param maxFileBytes how large the database may grow before writes fail as [StoreException.Kind#FULL]; its
///     log of at most some 64 MiB comes on top
/// @param busyTimeout how long to wait while another program, such as the `sqlite3` tool, holds the file
public record StoreOptions(
        Duration tombstones, int tombstonesMax, int readers, long maxFileBytes, Duration busyTimeout) {
    /// No bound but the disk's.
    public static final long UNLIMITED = Long.MAX_VALUE;

    public static final Duration DEFAULT_TOMBSTONES = Duration.ofDays(1);
    public static final int DEFAULT_TOMBSTONES_MAX = 100_000;
    public static final int DEFAULT_READERS = 4;
    public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(5);

    public static final StoreOptions DEFAULT = new StoreOptions(
            DEFAULT_TOMBSTONES, DEFAULT_TOMBSTONES_MAX, DEFAULT_READERS, UNLIMITED, DEFAULT_BUSY_TIMEOUT);

    public StoreOptions {
        Objects.requireNonNull(tombstones, "tombstones");
        Objects.requireNonNull(busyTimeout, "busyTimeout");
        if (tombstones.isNegative() || busyTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "tombstones is " + tombstones + " and busyTimeout " + busyTimeout + ", expected 0 or more");
        }
        if (tombstonesMax < 0 || readers < 1 || maxFileBytes < 1) {
            throw new IllegalArgumentException("tombstonesMax is " + tombstonesMax + ", readers " + readers
                    + ", maxFileBytes " + maxFileBytes + ", expected 0 or more, 1 or more, 1 or more");
        }
    }

    public StoreOptions withTombstones(Duration time, int max) {
        return new StoreOptions(time, max, readers, maxFileBytes, busyTimeout);
    }

    public StoreOptions withMaxFileBytes(long bytes) {
        return new StoreOptions(tombstones, tombstonesMax, readers, bytes, busyTimeout);
    }

    public StoreOptions withBusyTimeout(Duration timeout) {
        return new StoreOptions(tombstones, tombstonesMax, readers, maxFileBytes, timeout);
    }
}

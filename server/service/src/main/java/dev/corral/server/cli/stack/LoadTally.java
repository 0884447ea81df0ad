package dev.corral.server.cli.stack;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of the jobs of a load since it was last told. Thread-safe.
final class LoadTally {
    @GuardedBy("this")
    private long items;

    @GuardedBy("this")
    private long failed;

    @GuardedBy("this")
    private long read;

    @GuardedBy("this")
    private long detached;

    @GuardedBy("this")
    private long hungUp;

    @GuardedBy("this")
    private long broken;

    @GuardedBy("this")
    private long missed;

    @GuardedBy("this")
    private @Nullable String why;

    /// A job was answered.
    ///
    /// @param stream its records, when it was read
    void ended(LoadPlan.Fate fate, String stream) {
        if (fate == LoadPlan.Fate.DETACHED) {
            detached();
        } else if (!stream.contains("{\"t\":\"end\"")) {
            broken(new IllegalStateException("a stream ended without an end record"));
        } else {
            read(count(stream, "{\"t\":\"item\""), count(stream, "\"outcome\":\"failed\""));
        }
    }

    private static int count(String stream, String part) {
        return (int) stream.lines().filter(line -> line.contains(part)).count();
    }

    private synchronized void read(int itemCount, int failedCount) {
        read++;
        items += itemCount;
        failed += failedCount;
    }

    private synchronized void detached() {
        detached++;
    }

    synchronized void hungUp() {
        hungUp++;
    }

    synchronized void missed() {
        missed++;
    }

    synchronized void broken(Exception cause) {
        broken++;
        why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /// Tells, and begins anew.
    synchronized String line(Duration since) {
        String line = String.format(
                Locale.ROOT,
                "load: %d jobs read, %d detached, %d hung up on; %,d items/s, %d of %d failed",
                read,
                detached,
                hungUp,
                items / Math.max(1, since.toSeconds()),
                failed,
                items);
        if (broken + missed > 0) {
            line += "; " + broken + " broke (" + why + "), " + missed + " were too many at once";
        }
        items = failed = read = detached = hungUp = broken = missed = 0;
        why = null;
        return line;
    }
}

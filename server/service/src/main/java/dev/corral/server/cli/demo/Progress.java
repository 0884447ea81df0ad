package dev.corral.server.cli.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a run is.
///
/// @param notOk of those done
record Progress(long done, long total, long notOk, Duration elapsed) {
    /// Items a second, on average so far.
    double rate() {
        return elapsed.isZero() ? 0 : done * 1e9 / elapsed.toNanos();
    }

    /// How long the rest takes at this rate; null while nobody can tell.
    @Nullable
    Duration rest() {
        return done == 0 ? null : Duration.ofNanos(Math.round((total - done) * 1e9 / rate()));
    }

    /// Of the whole, from 0 to 1.
    double share() {
        return total == 0 ? 1 : Math.min(1, done / (double) total);
    }

    /// In one line.
    String text() {
        Duration rest = rest();
        return Figures.count(done) + "/" + Figures.count(total) + "  " + Figures.count(Math.round(rate()))
                + "/s  failed " + Figures.count(notOk) + "  ETA " + (rest == null ? "?" : Figures.rough(rest));
    }
}

package dev.corral.server.cli.progress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a run is.
///
/// @param notOk of those done
/// @param waitingFor who keeps it waiting, in a few words; empty for nobody
public record Progress(long done, Total total, long notOk, Duration elapsed, String waitingFor) {
    private static final String GAP = "  ";

    /// Items a second, on average so far.
    double rate() {
        return elapsed.isZero() ? 0 : done * 1e9 / elapsed.toNanos();
    }

    /// How long the rest takes at this rate; null while nobody can tell.
    @Nullable
    Duration rest() {
        boolean tellable = done > 0 && total.isKnown();
        return tellable ? Duration.ofNanos(Math.round(Math.max(0, total.items() - done) * 1e9 / rate())) : null;
    }

    /// Of the whole, from 0 to 1.
    double share() {
        return total.items() == 0 ? 1 : Math.min(1, done / (double) total.items());
    }

    /// In one line.
    String text() {
        return figures() + (waitingFor.isEmpty() ? "" : GAP + "waiting for " + waitingFor);
    }

    private String figures() {
        String figures = Figures.count(done) + (total.isKnown() ? "/" + total.text() : "") + GAP + Figures.rate(rate())
                + GAP + "failed " + Figures.count(notOk);
        Duration rest = rest();
        return total.isKnown() ? figures + GAP + "ETA " + (rest == null ? "?" : Figures.rough(rest)) : figures;
    }
}

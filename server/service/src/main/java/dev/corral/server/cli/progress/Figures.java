package dev.corral.server.cli.progress;

import java.time.Duration;
import java.util.Locale;

/// Numbers for people, the same in every locale.
public final class Figures {
    private static final double BYTES_PER_MIB = 1 << 20;

    private Figures() {}

    /// `10,000`.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `2,500/s`, `0.4/s`.
    public static String rate(double perSecond) {
        return perSecond > 0 && perSecond < 9.95
                ? String.format(Locale.ROOT, "%.1f/s", perSecond)
                : count(Math.round(perSecond)) + "/s";
    }

    /// `2.3 s`.
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f s", duration.toNanos() / 1e9);
    }

    /// `21.4 MiB`.
    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / BYTES_PER_MIB);
    }

    /// `45 s`, `3 m 20 s`, `2 h 5 m`.
    public static String rough(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " m " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " m";
    }
}

package dev.corral.server.cli.progress;

/// How many items a run has.
///
/// @param items -1 while nobody can tell
/// @param certainty whether that was counted
public record Total(long items, Certainty certainty) {
    public static final Total UNKNOWN = new Total(-1, Certainty.ESTIMATED);

    /// Whether a number was counted.
    public enum Certainty {
        COUNTED,
        ESTIMATED
    }

    public static Total of(long counted) {
        return new Total(counted, Certainty.COUNTED);
    }

    public static Total about(long estimated) {
        return new Total(estimated, Certainty.ESTIMATED);
    }

    boolean isKnown() {
        return items >= 0;
    }

    /// `10,000`, `~10,000`.
    String text() {
        return (certainty == Certainty.ESTIMATED ? "~" : "") + Figures.count(items);
    }
}

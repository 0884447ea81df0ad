package dev.corral.server.cli.progress;

/// Draws progress as one line of a terminal: a bar if there is room for one, and figures.
final class ProgressBar {
    private static final int LEAST_BAR = 10;
    private static final int MOST_BAR = 50;

    private ProgressBar() {}

    /// A line that leaves the last column free, in which some terminals would wrap.
    ///
    /// @param columns of the terminal
    static String line(Progress progress, int columns) {
        String figures = progress.text();
        int room = columns - 1;
        int bar = Math.min(MOST_BAR, room - figures.length() - "[]  ".length());
        if (bar < LEAST_BAR || !progress.total().isKnown()) {
            return figures.substring(0, Math.clamp(room, 0, figures.length()));
        }
        int full = (int) (progress.share() * bar);
        String head = full > 0 && full < bar ? "=".repeat(full - 1) + ">" : "=".repeat(full);
        return "[" + head + " ".repeat(bar - full) + "]  " + figures;
    }
}

package dev.corral.loadtest.report;

/// Text that others wrote, made fit for a line of a terminal or a table: no breaks, no control characters, not endless.
final class OneLine {
    private static final int MAX_CHARACTERS = 500;

    private OneLine() {}

    static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "...";
    }
}

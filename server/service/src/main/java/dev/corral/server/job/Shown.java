package dev.corral.server.job;

/// A client's text as it may stand in a message: short, and without control characters.
final class Shown {
    private static final int CAP = 40;

    private Shown() {}

    static String of(String text) {
        String head = text.length() <= CAP ? text : text.substring(0, CAP) + "...";
        return head.replaceAll("\\p{Cntrl}|\\p{Cs}", "?");
    }
}

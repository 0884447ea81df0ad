package dev.corral.server;

import dev.corral.nursery.vertx.Stall;
import java.util.stream.Collectors;

/// A stall of an event loop as one line of the log.
final class StallLine {
    /// Of the stack: enough to see who blocks in what, where a whole one fills a screen.
    private static final int FRAMES = 8;
    /// Names are the user's, and as long as they like.
    private static final int LONGEST = 1_000;

    private StallLine() {}

    static String of(Stall stall) {
        int more = Math.max(0, stall.stack().size() - FRAMES);
        String stack = stall.stack().stream()
                .limit(FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
        String line = "loop.stalled task='" + stall.task() + "' loop=" + stall.loop() + " lasting_ms="
                + stall.lasting().toMillis() + " at " + stack + (more == 0 ? "" : " < " + more + " more");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}

package dev.corral.nursery.vertx;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A task holds its event loop: everything else on that loop waits. It computes, or blocks in a way that virtual
/// threads cannot leave.
///
/// @param task its name
/// @param loop the name of the loop's thread
/// @param lasting how long at least, so far
/// @param stack where the task is now, innermost first; empty if it could not be had
public record Stall(String task, String loop, Duration lasting, List<StackTraceElement> stack) {
    public Stall {
        stack = List.copyOf(stack);
    }

    /// One line for people, and the stack below it.
    public String message() {
        String line = "task " + task + " has held the event loop " + loop + " for " + lasting.toMillis()
                + " ms: blocking calls and long computation belong into Offload.call";
        return stack.stream().map(frame -> "\n\tat " + frame).collect(Collectors.joining("", line, ""));
    }

    void warn() {
        System.getLogger(LoopBackend.class.getName()).log(System.Logger.Level.WARNING, message());
    }
}

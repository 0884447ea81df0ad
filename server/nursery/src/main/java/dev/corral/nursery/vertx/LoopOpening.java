package dev.corral.nursery.vertx;

import dev.corral.nursery.Backend;

/// What came of an attempt to open a [LoopBackend].
public sealed interface LoopOpening {
    /// It works here, as a trial on each loop has shown.
    record Opened(LoopBackend backend) implements LoopOpening {}

    /// It is not to be had.
    ///
    /// @param why what is missing, and what to do about it
    record Refused(String why) implements LoopOpening {}

    /// The loop backend; where it is not to be had, [Backend#jdk], after a warning to the system's log that
    /// says why. The program does the same on either.
    default Backend orJdk() {
        return switch (this) {
            case Opened(LoopBackend backend) -> backend;
            case Refused(String why) -> {
                System.getLogger(LoopBackend.class.getName())
                        .log(System.Logger.Level.WARNING, "No tasks on event loops, using the JDK's threads: " + why);
                yield Backend.jdk();
            }
        };
    }
}

package dev.corral.server.cli.demo;

import dev.corral.server.cli.progress.Figures;
import java.util.List;

/// Something that Corral promises, held against what was seen.
///
/// @param what the promise, with the figures
record Check(String what, Verdict verdict) {
    enum Verdict {
        HOLDS,
        BROKEN
    }

    /// All checks of a demo.
    ///
    /// @param concurrency that was asked for
    static List<Check> of(Findings seen, int concurrency) {
        Outcomes outcomes = seen.outcomes();
        return List.of(
                that(
                        seen.problems().isEmpty(),
                        seen.problems().isEmpty()
                                ? "every stream has its end record, numbers without gaps, and counts that add up"
                                : "streams: " + String.join("; ", seen.problems())),
                that(
                        outcomes.done() == seen.items(),
                        Figures.count(outcomes.done()) + " of " + Figures.count(seen.items())
                                + " items were told, each once"),
                that(
                        outcomes.attempts() == seen.origin().requests(),
                        "the origin saw " + Figures.count(seen.origin().requests()) + " requests, "
                                + Figures.count(outcomes.attempts()) + " were told"),
                that(
                        seen.origin().highest() <= concurrency,
                        "concurrency " + concurrency + " was asked for, the origin saw at most "
                                + seen.origin().highest() + " at once"),
                that(
                        seen.tasks().atTheEnd() == 0,
                        "tasks alive at the end: " + seen.tasks().atTheEnd()));
    }

    private static Check that(boolean holds, String what) {
        return new Check(what, holds ? Verdict.HOLDS : Verdict.BROKEN);
    }

    boolean holds() {
        return verdict == Verdict.HOLDS;
    }
}

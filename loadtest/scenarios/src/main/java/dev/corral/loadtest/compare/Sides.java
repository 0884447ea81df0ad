package dev.corral.loadtest.compare;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Whether two sets of runs may be compared.
public final class Sides {
    /// With fewer a side, chance alone gives almost any difference.
    static final int RUNS = 5;

    private Sides() {}

    /// Which runs may take part.
    public enum Admitted {
        /// Those whose service held what it must.
        PASSED,
        /// Failed ones too, which are told; void ones never.
        EVEN_FAILED
    }

    static void check(List<RunFile> before, List<RunFile> after, Admitted admitted) throws RefusedException {
        check("A", before, admitted);
        check("B", after, admitted);
        mustBeAlike(Stream.concat(before.stream(), after.stream()).toList());
    }

    private static void check(String side, List<RunFile> runs, Admitted admitted) throws RefusedException {
        if (runs.size() < RUNS) {
            throw new RefusedException(
                    "side " + side + " has " + runs.size() + " runs; expected at least " + RUNS + " (--runs 5)");
        }
        for (RunFile run : runs) {
            boolean failed = run.verdict().equals("FAIL");
            if (failed && admitted == Admitted.PASSED) {
                throw new RefusedException(run.file() + " is FAIL; expected runs that passed, or --even-failed");
            }
            if (!failed && !run.verdict().equals("PASS")) {
                throw new RefusedException(
                        run.file() + " is " + run.verdict() + "; expected runs that say something of the service");
            }
        }
    }

    private static void mustBeAlike(List<RunFile> runs) throws RefusedException {
        RunFile first = runs.getFirst();
        for (RunFile run : runs) {
            TreeSet<String> keys = new TreeSet<>(first.stamp().keySet());
            keys.addAll(run.stamp().keySet());
            for (String key : keys) {
                String one = first.stamp().getOrDefault(key, "nothing");
                String other = run.stamp().getOrDefault(key, "nothing");
                if (!one.equals(other)) {
                    throw new RefusedException("the stamps differ: " + key + " is \"" + one + "\" in " + first.file()
                            + " and \"" + other + "\" in " + run.file());
                }
            }
        }
    }

    /// How many of them failed, in words; empty when none did.
    public static String failures(String side, List<RunFile> runs) {
        long failed = runs.stream().filter(run -> run.verdict().equals("FAIL")).count();
        return failed == 0 ? "" : failed + " of " + side + "'s " + runs.size() + " runs FAILED\n";
    }
}

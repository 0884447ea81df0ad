package dev.corral.nursery.model;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/// How deep Lincheck looks: few threads, short programs, since a race that is there shows in a small one.
/// Fails with a program and an interleaving whose results no order of the operations explains.
///
/// The subject is a field of the class that holds the operations: Lincheck is blind to an object that it
/// reaches only through what a lambda has captured. Whether it sees is shown by copies with planted bugs.
public final class ModelCheck {
    private static final int PROGRAMS = 4;

    private static final int INVOCATIONS = 50;

    private ModelCheck() {}

    /// Every interleaving in which threads are switched a few times.
    public static void interleavings(Class<?> operations) {
        new ModelCheckingOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(operations);
    }

    /// Real threads, as they come.
    public static void stress(Class<?> operations) {
        new StressOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(operations);
    }
}

package dev.corral.bench.shape;

/// A result that must be right: a contender that loses or doubles work is not measured.
final class Proof {
    private Proof() {}

    static long equal(long actual, long expected) {
        if (actual != expected) {
            throw new IllegalStateException("the result is " + actual + ", expected " + expected);
        }
        return actual;
    }
}

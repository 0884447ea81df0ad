package dev.corral.nursery;

import java.util.List;

/// Leaves a nursery in which the body or a task failed, however few failed: the shape does not depend on the
/// count.
///
/// The cause is the first failure, the others are suppressed on this exception, all by identity.
/// Cancellations are not among them. A failure of a nursery inside is itself a failure here and stays nested.
public final class NurseryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Throwable> failures;

    NurseryFailed(String nursery, List<Throwable> failures) {
        super(describe(nursery, failures), failures.getFirst());
        this.failures = List.copyOf(failures);
        for (Throwable later : failures.subList(1, failures.size())) {
            addSuppressed(later);
        }
    }

    /// Every failure, in the order in which they happened; never empty.
    public List<Throwable> failures() {
        return failures;
    }

    private static String describe(String nursery, List<Throwable> failures) {
        String first = ThrownText.after("nursery ".concat(nursery).concat(" failed: "), failures.getFirst());
        return failures.size() == 1 ? first : first + " (and " + (failures.size() - 1) + " more)";
    }
}

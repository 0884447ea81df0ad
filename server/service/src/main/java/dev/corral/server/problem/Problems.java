package dev.corral.server.problem;

import java.util.ArrayList;
import java.util.List;

/// The errors found in one document, all at once: the first [#CAP] in full, the others counted.
///
/// Not thread-safe: owned by the thread that reads the document.
public final class Problems {
    /// How many errors are told in full.
    public static final int CAP = 100;

    /// The code of the last entry, which says how many errors are not shown.
    public static final String MORE = "more";

    private final List<FieldError> kept = new ArrayList<>(0);
    private long beyond;

    public void add(FieldError error) {
        if (kept.size() < CAP) {
            kept.add(error);
        } else {
            beyond++;
        }
    }

    /// Adds all that `others` found, those it only counted too.
    public void addAll(Problems others) {
        others.kept.forEach(this::add);
        beyond += others.beyond;
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /// The first error, in the order in which they were found.
    ///
    /// @throws java.util.NoSuchElementException when there is none
    public FieldError first() {
        return kept.getFirst();
    }

    /// All errors in the order found; beyond [#CAP] one last entry tells how many more there are.
    public List<FieldError> list() {
        if (beyond == 0) {
            return List.copyOf(kept);
        }
        List<FieldError> all = new ArrayList<>(kept);
        all.add(new FieldError("#", MORE, beyond + " more errors, not shown"));
        return List.copyOf(all);
    }
}

package dev.corral.loadtest.measure;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// All that a run writes down beside samples: checks, figures, notes, marks, what the service lacks, and why
/// the run may be void. Thread-safe.
public final class Book {
    private final Findings findings = new Findings();
    private final long startNanos = System.nanoTime();

    @GuardedBy("this")
    private final Map<String, Double> figures = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Map<String, String> notes = new LinkedHashMap<>();

    @GuardedBy("this")
    private final List<Mark> marks = new ArrayList<>();

    @GuardedBy("this")
    private final List<Row> rows = new ArrayList<>();

    @GuardedBy("this")
    private final SequencedSet<String> lacks = new LinkedHashSet<>();

    @GuardedBy("this")
    private final SequencedSet<String> voids = new LinkedHashSet<>();

    @GuardedBy("this")
    private @Nullable SideBySide sideBySide;

    /// Announces what will be looked at.
    public void announce(String... objectives) {
        findings.announce(List.of(objectives));
    }

    /// Notes one look at an objective, and returns the fault.
    public @Nullable String check(String objective, @Nullable String fault) {
        findings.note(objective, fault);
        return fault;
    }

    /// A number that limits and comparisons go by.
    public synchronized void figure(String name, double value) {
        if (!Double.isNaN(value)) {
            figures.put(name, value);
        }
    }

    /// A count that limits and comparisons go by.
    public void count(String name, long value) {
        figure(name, (double) value);
    }

    /// A sentence for the reader.
    public synchronized void note(String name, String text) {
        notes.put(name, text);
    }

    /// The comparison that the scenario was made for.
    public synchronized void sideBySide(SideBySide comparison) {
        sideBySide = comparison;
    }

    /// The beginning of a phase.
    public void phase(String text) {
        mark(text, false);
    }

    /// Something that is broken on purpose, from now on.
    public void fault(String text) {
        mark(text, true);
    }

    private synchronized void mark(String text, boolean fault) {
        marks.add(new Mark(seconds(), text, fault));
        IO.println("progress: " + Math.round(seconds()) + " s: " + text);
    }

    /// When the first phase or fault began whose text begins so; not a number when none did.
    public synchronized double second(String prefix) {
        return marks.stream()
                .filter(mark -> mark.text().startsWith(prefix))
                .mapToDouble(Mark::second)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// Since the start of the run.
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /// The service does not have what the scenario is about.
    public synchronized void lacks(String what) {
        lacks.add(what);
    }

    /// The instrument was broken.
    public synchronized void invalid(String why) {
        voids.add(why);
    }

    /// One second of the run.
    public synchronized void row(Row row) {
        rows.add(row);
    }

    public synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /// Null before the first second is over.
    public synchronized @Nullable Row lastRow() {
        return rows.isEmpty() ? null : rows.getLast();
    }

    /// What began last; null if nothing has.
    public synchronized @Nullable Mark lastMark() {
        return marks.isEmpty() ? null : marks.getLast();
    }

    public synchronized Measured measured(Samples samples) {
        return new Measured(
                findings.objectives(),
                samples.summaries(),
                new LinkedHashMap<>(figures),
                new LinkedHashMap<>(notes),
                List.copyOf(marks),
                List.copyOf(lacks),
                List.copyOf(voids),
                sideBySide);
    }
}

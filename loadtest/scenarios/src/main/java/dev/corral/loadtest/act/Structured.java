package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Run;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Scenario 13: the same work under the same permits, by the service and by a control that fires and forgets,
/// always in the order A B B A. What is left behind when clients leave, and what structure costs when they do
/// not.
///
/// The price is that of the whole service, with its checks, limits and records, against the least that could
/// do the work with the same HTTP server and client; what nurseries alone cost, the benchmarks tell.
public final class Structured implements Act {
    private static final String STRUCTURED = Side.STRUCTURED;
    private static final String UNSTRUCTURED = "unstructured";

    private final Run run;
    private final Rounds rounds = new Rounds(STRUCTURED, UNSTRUCTURED);

    public Structured(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        String control = run.target().control();
        if (control == null) {
            run.book().invalid("there is no unstructured service to compare with: run this without --target");
            return;
        }
        Side structured =
                new Side(run, STRUCTURED, run.target().service(), run.target().management());
        Side unstructured = new Side(run, UNSTRUCTURED, control, control);
        List<Side> abba = List.of(structured, unstructured, unstructured, structured);
        structured.warmUp();
        unstructured.warmUp();
        for (int i = 0; i < run.load().whole("price_rounds"); i++) {
            for (Side side : abba) {
                run.book().phase(side.name() + ": clients that stay");
                rounds.add(side.name(), side.price());
            }
        }
        for (Side side : abba) {
            run.book().fault(side.name() + ": clients that leave");
            rounds.add(side.name(), side.storm());
        }
        tell();
    }

    private void tell() {
        rounds.book(run.book());
        if (rounds.median(UNSTRUCTURED, "leaked_tasks") == 0) {
            run.book().invalid("the control leaks no task, so that the comparison means nothing");
        }
        // Of the structured side as a multiple of the other.
        double cpu = 1 / rounds.ratio("cpu_ms_per_1000");
        run.book().figure("price.cpu_ratio", cpu);
        run.book().figure("price.throughput_ratio", 1 / rounds.ratio("items_per_s"));
        run.book()
                .note(
                        "the price of structure",
                        String.format(
                                Locale.ROOT,
                                "%.2f times the processor time of a control that checks, limits, stores and proves"
                                        + " nothing",
                                cpu));
        run.book()
                .sideBySide(new SideBySide(
                        "The same work, structured and fired and forgotten",
                        STRUCTURED,
                        UNSTRUCTURED,
                        List.of(
                                rounds.line("leaked_tasks", "tasks alive 1 s after all clients left", true),
                                rounds.line("wasted_requests", "requests sent for nobody", true),
                                rounds.line("quiet_ms", "time to quiet, ms", true),
                                rounds.line("heap_mib_held", "heap held then, MiB", true),
                                rounds.line("cpu_ms_per_1000", "processor for 1,000 items, ms", true),
                                rounds.line("items_per_s", "items a second when clients stay", false))));
    }
}

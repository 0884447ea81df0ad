package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.stats.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Scenario 13: the same work under the same permits, by the service and by a control that fires and forgets,
/// in the order A B B A. What is left behind when clients leave, and what structure costs when they do not.
///
/// The price is that of the whole service against the least that could do the work, each with an HTTP client
/// of its own kind; what nurseries alone cost, the benchmarks tell.
public final class Structured implements Act {
    private static final String CONTROL_LEAKS = "the control leaks tasks, so that the comparison means something";

    private final Run run;
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

    public Structured(Run run) {
        this.run = run;
        run.book().announce(CONTROL_LEAKS);
    }

    @Override
    public void script() throws IOException, InterruptedException {
        String control = run.target().control();
        if (control == null) {
            run.book().invalid("there is no unstructured service to compare with: run this without --target");
            return;
        }
        Side structured =
                new Side(run, "structured", run.target().service(), run.target().management());
        Side unstructured = new Side(run, "unstructured", control, control);
        structured.warmUp();
        unstructured.warmUp();
        for (Side side : List.of(structured, unstructured, unstructured, structured)) {
            run.book().phase(side.name() + ": clients that stay");
            add(side, side.price());
            run.book().fault(side.name() + ": clients that leave");
            add(side, side.storm());
        }
        figures.forEach((side, names) ->
                names.forEach((name, values) -> run.book().figure(side + "." + name, Numbers.median(values))));
        double leaked = median("unstructured", "leaked_tasks");
        run.book().check(CONTROL_LEAKS, leaked > 0 ? null : "it left none");
        tell();
    }

    private void add(Side side, Map<String, Double> more) {
        more.forEach((name, value) -> figures.computeIfAbsent(side.name(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(name, _ -> new ArrayList<>())
                .add(value));
    }

    private double median(String side, String name) {
        return Numbers.median(figures.getOrDefault(side, Map.of()).getOrDefault(name, List.of()));
    }

    private void tell() {
        double cpu = median("structured", "cpu_ms_per_1000") / median("unstructured", "cpu_ms_per_1000");
        run.book().figure("price.cpu_ratio", cpu);
        run.book()
                .figure(
                        "price.throughput_ratio",
                        median("structured", "items_per_s") / median("unstructured", "items_per_s"));
        for (String side : List.of("structured", "unstructured")) {
            run.book()
                    .note(
                            side,
                            String.format(
                                    Locale.ROOT,
                                    "when all clients had left: %.0f tasks alive after 1 s, %.0f requests sent for"
                                        + " nobody, quiet after %.0f ms, heap at most %.0f MiB; when they stayed: %.0f"
                                        + " items a second, %.0f ms of processor for 1,000 items",
                                    median(side, "leaked_tasks"),
                                    median(side, "wasted_requests"),
                                    median(side, "quiet_ms"),
                                    median(side, "heap_mib_max"),
                                    median(side, "items_per_s"),
                                    median(side, "cpu_ms_per_1000")));
        }
        run.book()
                .note(
                        "the price of structure",
                        String.format(
                                Locale.ROOT,
                                "%.2f times the processor time of a control that checks, limits and proves nothing",
                                cpu));
    }
}

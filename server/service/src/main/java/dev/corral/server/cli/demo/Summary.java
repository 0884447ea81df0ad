package dev.corral.server.cli.demo;

import dev.corral.server.cli.progress.Figures;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// What a demo tells at its end.
final class Summary {
    private Summary() {}

    /// The figures.
    static String figures(Findings seen) {
        Outcomes outcomes = seen.outcomes();
        Outcomes.Times times = outcomes.times();
        return """
            Corral ran %s fetches through its own HTTP API in %s: %s items/s

              outcomes      %s
              item time     p50 %d ms   p99 %d ms   max %d ms   (start to end of an item)
              concurrency   %d asked for, at most %d at once seen by the origin
              tasks alive   %d now, at most %d in the run: workers, and the pipeline that feeds them
              heap          %s after GC, %s before the run (service and demo together)
            """.formatted(
                        Figures.count(seen.items()),
                        Figures.seconds(seen.elapsed()),
                        Figures.count(Math.round(seen.itemsPerSecond())),
                        outcomesLine(outcomes),
                        times.p50(),
                        times.p99(),
                        times.max(),
                        FanOut.CONCURRENCY,
                        seen.origin().highest(),
                        seen.tasks().atTheEnd(),
                        seen.tasks().peak(),
                        Figures.mebibytes(seen.heap().after()),
                        Figures.mebibytes(seen.heap().before()));
    }

    private static String outcomesLine(Outcomes outcomes) {
        if (outcomes.byOutcome().isEmpty()) {
            return "none";
        }
        String line = outcomes.byOutcome().entrySet().stream()
                // Good news first.
                .sorted((a, b) ->
                        Boolean.compare(b.getKey().equals("ok"), a.getKey().equals("ok")))
                .map(Summary::counted)
                .collect(Collectors.joining("   "));
        return outcomes.failures().isEmpty()
                ? line
                : line + " (" + kinds(outcomes.failures()) + "; the origin is told to fail some)";
    }

    private static String kinds(SortedMap<String, Long> failures) {
        return failures.entrySet().stream().map(Summary::counted).collect(Collectors.joining(", "));
    }

    private static String counted(Map.Entry<String, Long> each) {
        return each.getKey() + " " + Figures.count(each.getValue());
    }

    /// The verdict, check by check.
    static String checks(List<Check> checks) {
        StringBuilder text = new StringBuilder();
        for (Check check : checks) {
            text.append(check.holds() ? "  ok      " : "  BROKEN  ")
                    .append(check.what())
                    .append('\n');
        }
        long broken = checks.stream().filter(check -> !check.holds()).count();
        if (broken > 0) {
            text.append("\nTHE DEMO FAILED: ")
                    .append(broken)
                    .append(" of ")
                    .append(checks.size())
                    .append(" checks did not hold.\n");
        }
        return text.toString();
    }

    /// Where to go from here.
    static String look(Places places) {
        return """
            Look around, until Ctrl-C:
              the API       %s
              a job         curl -N '%s?kind=fetch' -H 'Content-Type: text/plain' --data-binary $'%s/delay?ms=300\\n%s/status?mix=503'
              its metrics   curl -s %s | grep ^corral_
              the origin    %s tells what it can do, %s/seen what it saw
              README.md     "A fan-out of your own" and "Load tests"; grafana/ has the dashboard
            """.formatted(
                        places.api() + "/",
                        places.jobs(),
                        places.origin(),
                        places.origin(),
                        places.metrics(),
                        places.origin() + "/",
                        places.origin());
    }
}

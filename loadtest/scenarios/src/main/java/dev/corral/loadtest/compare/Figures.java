package dev.corral.loadtest.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The few figures of runs that are compared: those that the scenario must hold, the way that it must, and those that
/// its scenario is about. Each figure more makes a true difference harder to tell from chance.
final class Figures {
    private static final Map<String, Sense> NAMED = named();
    private static final Pattern QUANTILE = Pattern.compile("(.+)\\.p(50|95|99)_ms");
    private static final List<Integer> PERCENTILES = List.of(99, 95, 50);

    /// So many values must lie beyond a quantile, or it is one value's chance.
    private static final double BEYOND = 10;

    private Figures() {}

    private static Map<String, Sense> named() {
        Map<String, Sense> named = new LinkedHashMap<>();
        List.of(
                        "first_result.p50_ms",
                        "job_total.p50_ms",
                        "job_total.p95_ms",
                        RunFile.REFUSED,
                        RunFile.BROKEN,
                        "structured.cpu_ms_per_1000",
                        "price.cpu_ratio",
                        "jdk.cpu_ms_per_1000",
                        "loop.cpu_ms_per_1000",
                        "jdk.job_p50_ms",
                        "loop.job_p50_ms")
                .forEach(name -> named.put(name, Sense.LESS_IS_BETTER));
        List.of("structured.items_per_s", "jdk.items_per_s", "loop.items_per_s")
                .forEach(name -> named.put(name, Sense.MORE_IS_BETTER));
        return named;
    }

    /// Those that any of the runs has, by name.
    static Map<String, Sense> of(List<RunFile> runs) {
        Map<String, Sense> all = new LinkedHashMap<>(NAMED);
        runs.forEach(run -> all.putAll(run.limits()));
        Map<String, Sense> there = new TreeMap<>();
        all.forEach((name, sense) -> {
            // A count is bound so that there be something to look at.
            if (!name.endsWith(".count") && runs.stream().anyMatch(run -> has(run, name))) {
                there.put(enough(name, runs), sense);
            }
        });
        return there;
    }

    private static boolean has(RunFile run, String name) {
        return run.figures().containsKey(name);
    }

    /// The same quantile, or the highest one below it that all runs have values enough for.
    private static String enough(String name, List<RunFile> runs) {
        Matcher quantile = QUANTILE.matcher(name);
        if (!quantile.matches()) {
            return name;
        }
        int wanted = Integer.parseInt(quantile.group(2));
        List<String> fit = new ArrayList<>();
        PERCENTILES.stream()
                .filter(percentile -> percentile <= wanted)
                .map(percentile -> quantile.group(1) + ".p" + percentile + "_ms")
                .filter(each -> runs.stream().filter(run -> has(run, each)).allMatch(run -> hasEnough(run, each)))
                .forEach(fit::add);
        return fit.isEmpty() ? name : fit.getFirst();
    }

    /// Whether there are values enough beyond it: 1,000 for a p99, 200 for a p95, 20 for a median.
    static boolean hasEnough(RunFile run, String name) {
        Matcher quantile = QUANTILE.matcher(name);
        if (!quantile.matches()) {
            return true;
        }
        int beyond = 100 - Integer.parseInt(quantile.group(2));
        double count = run.figures().getOrDefault(quantile.group(1) + ".count", Double.MAX_VALUE);
        return count * beyond >= BEYOND * 100;
    }
}

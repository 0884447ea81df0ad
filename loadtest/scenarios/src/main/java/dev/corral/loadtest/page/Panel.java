package dev.corral.loadtest.page;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A chart of the page: which values it draws.
record Panel(String title, boolean logarithmic, Predicate<String> wants) {
    /// Those of the instrument have a chart of their own, and times of service beside those of response are for the
    /// tables.
    private static final Predicate<String> SAMPLE = named("client\\..*")
            .and(named("client\\.((generator|injection)_lag|well_item).*").negate())
            .and(named(".*\\.service\\..*").negate());

    /// In the order of the page.
    static final List<Panel> ALL = List.of(
            linear("Client: jobs and answers a second", SAMPLE.and(named(".*\\.per_s"))),
            logarithmic("Client: p99 in ms (logarithmic)", SAMPLE.and(named(".*\\.p99_ms"))),
            logarithmic("Client: p50 in ms (logarithmic)", SAMPLE.and(named(".*\\.p50_ms"))),
            linear("Live tasks and running jobs", named("server\\.(tasks_live|jobs_running)|control\\.tasks_live")),
            linear(
                    "Requests a second: the origin's view beside the server's items",
                    named("origin\\.(requests|abandoned)_per_s|server\\.items_per_s")),
            linear("Back-pressure: seconds waited in each second, by stage", named("wait\\..*")),
            linear("Memory in MiB", named("server\\.(heap|direct)_mib|control\\.heap_mib")),
            linear("Processors: cores used", named(".*\\.cpu_cores")),
            linear("Who does not answer within the second", named(".*\\.silent")),
            logarithmic(
                    "The instrument: lag p99 in ms (logarithmic)",
                    named("client\\.(generator|injection)_lag\\.p99_ms")));

    private static Panel linear(String title, Predicate<String> wants) {
        return new Panel(title, false, wants);
    }

    private static Panel logarithmic(String title, Predicate<String> wants) {
        return new Panel(title, true, wants);
    }

    private static Predicate<String> named(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /// A legend's word for a name.
    static String label(String name) {
        return name.replaceAll("^(client|wait)\\.", "").replaceAll("\\.(per_s|p\\d+_ms)$", "");
    }
}
